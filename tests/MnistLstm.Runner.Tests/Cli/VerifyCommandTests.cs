using System.Text;
using MnistLstm.Runner.Export.Bundles;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Results.Texts;
using MnistLstm.Runner.Tests.Export.Bundles;
using MnistLstm.Runner.Tests.Traces;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Locate;
using MnistLstm.Training.Settings;
using ManifestDataset = MnistLstm.Training.Data.Catalog.ManifestDataset;

namespace MnistLstm.Runner.Tests.Cli;

/// <summary>verify over real trainings of a small run.</summary>
public sealed class VerifyCommandTests : IDisposable
{
    private readonly BundleCase _case = new();
    private readonly CommandHarness _app;

    public VerifyCommandTests()
    {
        _app = new CommandHarness(_case.Spec) { Load = (_, _) => TinyRun.Data() };
    }

    public void Dispose()
    {
        _app.Dispose();
        _case.Dispose();
    }

    [Fact]
    public void A_bundle_trained_again_has_the_same_bits()
    {
        Assert.Equal(0, Verify());
        Assert.StartsWith("tiny  same bits  3 epochs, weights ", _app.Output, StringComparison.Ordinal);
        Assert.Contains("sources  the same", _app.Error, StringComparison.Ordinal);
        Assert.Contains("there    ", _app.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void It_says_at_which_epoch_and_metric_the_bits_part()
    {
        EpochMetrics[] epochs = [.. _case.Stored().Epochs];
        epochs[1] = epochs[1] with { TestLoss = Math.BitIncrement(epochs[1].TestLoss!.Value) };
        Assert.Equal(3, Verify(_case.Forged(files => files[RunFiles.Epochs] = EpochText.File(epochs))));
        Assert.StartsWith("tiny  OTHER BITS  from epoch 2, test_loss, same bits up to epoch 1\n  first difference  epoch 2, test_loss\n", _app.Output,
            StringComparison.Ordinal);
        Assert.Contains("(1 ulp)", _app.Output, StringComparison.Ordinal);
        Assert.Contains("dotnet run -- doctor", _app.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_that_computes_otherwise_is_found_in_the_first_epoch()
    {
        _app.Catalog[0] = _case.Spec with { CreateTrainer = TinyRun.Spec(learningRate: 0.011).CreateTrainer, CodeSha256 = new string('e', 64) };
        Assert.Equal(3, Verify());
        Assert.StartsWith("tiny  OTHER BITS  from epoch 1, train_loss\n", _app.Output, StringComparison.Ordinal);
        Assert.Contains("sources  others than here", _app.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_of_another_name_with_the_same_values_is_the_same_run()
    {
        _app.Catalog[0] = _case.Spec with { Name = "renamed", Experiment = "renamed" };
        Assert.Equal(0, Verify());
        Assert.StartsWith("renamed  same bits", _app.Output, StringComparison.Ordinal);
        Assert.Contains("tiny, which is renamed here, is trained again, 3 epochs", _app.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_of_the_name_with_other_values_is_not_taken_for_it()
    {
        _app.Catalog[0] = With("learning_rate", "0.02");
        Assert.Equal(1, Verify());
        Assert.Contains("cannot be verified here: tiny is another run here: learning_rate 0.01 -> 0.02", _app.Error, StringComparison.Ordinal);
        Assert.Contains("--add && dotnet run -- verify", _app.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_bundles_spec_is_added_where_there_is_no_such_run_and_verified_after_a_build()
    {
        string file = _case.Put(_case.Content);
        _app.Catalog.Clear();
        File.Delete(Path.Combine(_app.Root, "experiments", "tiny.yaml"));
        Assert.Equal(1, _app.Run("verify", file));
        Assert.Contains("this program has no run with its values", _app.Error, StringComparison.Ordinal);

        Assert.Equal(0, _app.Run("verify", file, "--add"));
        Assert.StartsWith("Created experiments/tiny.yaml from the bundle. Build and verify it:\n  dotnet run -- verify ", _app.Output,
            StringComparison.Ordinal);
        Assert.Equal(BundleCase.SpecText, File.ReadAllText(Path.Combine(_app.Root, "experiments", "tiny.yaml")));
        Assert.Equal(0, _app.Run("verify", file, "--add"));
        Assert.Contains("has the bundle's spec already", _app.Output, StringComparison.Ordinal);

        _app.Catalog.Add(_case.Spec);
        Assert.Equal(0, _app.Run("verify", file));
    }

    [Fact]
    public void An_experiment_that_has_the_name_here_is_left_alone()
    {
        _app.Catalog[0] = With("learning_rate", "0.02");
        File.WriteAllText(Path.Combine(_app.Root, "experiments", "tiny.yaml"), "mine\n");
        Assert.Equal(0, _app.Run("verify", _case.Put(_case.Content), "--add"));
        Assert.Equal("mine\n", File.ReadAllText(Path.Combine(_app.Root, "experiments", "tiny.yaml")));
        Assert.Equal(BundleCase.SpecText, File.ReadAllText(Path.Combine(_app.Root, "experiments", "bundles", "tiny.yaml")));
    }

    [Fact]
    public void A_spec_that_is_built_in_and_gives_no_such_run_is_not_added_again()
    {
        _app.Catalog[0] = With("learning_rate", "0.02") with { SpecSha256 = SpecHash.Of(BundleCase.SpecText) };
        Assert.Equal(1, _app.Run("verify", _case.Put(_case.Content), "--add"));
        Assert.Contains("is built in already (experiments/tiny.yaml) and gives no such run", _app.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_are_not_those_of_the_fingerprint_are_a_contradiction()
    {
        byte[] forged = _case.With(files => files[BundleFiles.Manifest] = Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(files[BundleFiles.Manifest]).Replace("\"learning_rate\": 0.01", "\"learning_rate\": 0.02", StringComparison.Ordinal)));
        Assert.Equal(1, Verify(forged));
        Assert.Contains("contradicts itself", _app.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"seed\": 0,\n  \"engine\"", "\"seed\": 7,\n  \"engine\"", "it names seed 7, and it has 0")]
    [InlineData("\"parameters\": ", "\"parameters\": 1", " parameters, and it has ")]
    [InlineData("\"name\": \"mnist-10k\"", "\"name\": \"best\"", "it names the data set best, and it is over mnist-10k")]
    public void What_does_not_go_with_the_fingerprint_is_a_contradiction(string from, string to, string fault)
    {
        Assert.Equal(1, Verify(_case.With(files =>
        {
            string manifest = Encoding.UTF8.GetString(files[BundleFiles.Manifest]);
            Assert.Contains(from, manifest, StringComparison.Ordinal);
            files[BundleFiles.Manifest] = Encoding.UTF8.GetBytes(manifest.Replace(from, to, StringComparison.Ordinal));
        })));
        Assert.Contains("contradicts itself", _app.Error, StringComparison.Ordinal);
        Assert.Contains(fault, _app.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spec_of_another_text_is_said_to_be_unread()
    {
        Assert.Equal(0, Verify(_case.Forged(files => files[BundleFiles.Spec] = "hidden_size: 512\n"u8.ToArray())));
        Assert.Contains("its spec.yaml is another text than experiments/tiny.yaml, and not looked at", _app.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"engine\": \"exact/1\"", "\"engine\": \"exact/2\"", "it was trained by exact/2, and this program has exact/1")]
    [InlineData("\"dataset\": {\n    \"name\": \"mnist-10k\"", "\"dataset\": {\n    \"name\": \"nowhere\"", "this program knows no data set nowhere")]
    public void Another_engine_and_unknown_data_are_named_and_no_spec_is_added_for_them(string from, string to, string fault)
    {
        _app.Catalog.Clear();
        byte[] forged = _case.With(files =>
        {
            string manifest = Encoding.UTF8.GetString(files[BundleFiles.Manifest]);
            Assert.Contains(from, manifest, StringComparison.Ordinal);
            files[BundleFiles.Manifest] = Encoding.UTF8.GetBytes(manifest.Replace(from, to, StringComparison.Ordinal));
        });
        Assert.Equal(1, _app.Run("verify", _case.Put(forged), "--add"));
        Assert.Contains(fault, _app.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_spec_of_a_run_over_data_of_ones_own_is_added_where_only_the_data_is_known()
    {
        DatasetDefinition own = ManifestDataset.Define(
            "own", 2, 1, ["low", "high"], DatasetValues.Float32, 3, 2, [.. Enumerable.Range(0, 4).Select(n => new string((char)('a' + n), 64))]);
        _app.Catalog.Clear();
        File.Delete(Path.Combine(_app.Root, "experiments", "tiny.yaml"));
        string bundle = _case.Put(_case.With(files => files[BundleFiles.Manifest] = Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(files[BundleFiles.Manifest]).Replace("\"name\": \"mnist-10k\"", "\"name\": \"own\"", StringComparison.Ordinal)
                .Replace(_case.Data.Sha256, own.Fingerprint, StringComparison.Ordinal))));
        Assert.Equal(1, _app.Run("verify", bundle, "--add"));
        Assert.Contains("bring its manifest datasets/own.yaml and the files it names", _app.Error, StringComparison.Ordinal);

        _app.Datasets.Add(own);
        Assert.Equal(0, _app.Run("verify", bundle, "--add"));
        Assert.StartsWith("Created experiments/tiny.yaml from the bundle", _app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Hand_written_code_is_never_carried_and_must_be_here()
    {
        using BundleCase hooked = new(TinyRun.Spec() with { Hooks = new RunHooks(["experiments/tiny.cs"], new string('a', 64)) });
        Assert.Equal(1, _app.Run("verify", hooked.Put(hooked.Content)));
        Assert.Contains("has hand-written C# in experiments/tiny.cs, which is not what is here, and a bundle never carries code", _app.Error,
            StringComparison.Ordinal);
        _app.Catalog[0] = hooked.Spec;
        Assert.Equal(0, _app.Run("verify", hooked.Put(hooked.Content)));
    }

    [Fact]
    public void Missing_data_ends_it_with_4_and_a_broken_engine_or_an_edited_spec_with_1()
    {
        _app.Load = (set, _) => throw new DataMissingException(set.Name, "get it", []);
        Assert.Equal(4, Verify());
        Assert.Contains("the data set is missing", _app.Error, StringComparison.Ordinal);
        _app.EngineFault = "the engine computes wrongly";
        Assert.Equal(1, Verify());
        Assert.Contains("the engine computes wrongly", _app.Error, StringComparison.Ordinal);
        (_app.EngineFault, _app.Stale) = (null, "experiments/tiny.yaml changed after the build");
        Assert.Equal(1, Verify());
        Assert.Contains("changed after the build", _app.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_bundle_is_one_error_line()
    {
        Assert.Equal(1, Verify([1, 2, 3]));
        Assert.Matches("^error: '.*run.zip' is not a valid bundle: it is no zip file\n$", _app.Error);
        Assert.Empty(_app.Output);
    }

    private RunSpec With(string key, string value) => _case.Spec with
    {
        SpecSha256 = new string('0', 64),
        Settings = [.. _case.Spec.Settings.Select(setting => setting.Key == key ? setting with { Value = value } : setting)],
    };

    private int Verify(byte[]? content = null) => _app.Run("verify", _case.Put(content ?? _case.Content));
}
