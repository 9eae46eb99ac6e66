using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using MnistLstm.Engine.Modules;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Tests.Documents;
using MnistLstm.Generators.Tests.Running;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Generators.Tests.Emission;

public class CompiledCodeTests
{
    [Fact]
    public void Every_value_of_a_spec_reaches_its_row()
    {
        string text =
            "# one\nhidden_size: 16\nlayers: 2\ndirection: bidirectional\nbatch_size: 32\nlearning_rate: 5e-3\nepochs: 4\nseed: 7\ndataset: mnist-10k\n"
            + "train_samples: 1000\ntest_samples: 997\nvalidation_samples: 100\ncell: gru\ndropout: .25\nreadout: final_states\nhead: softmax\noptimizer: "
            + "sgd\nweight_decay: .01\n"
            + "momentum: 9e-1\nnesterov: true\nclip_grad_norm: .5\nlr_scheduler: step_lr\nstep_size: 2\ngamma: 5e-1\nevaluate: at_end\ninput_size: "
            + "56\ndescription: two\n";
        RunSpec run = Assert.Single(LoadedCatalog.Runs(GeneratorRun.Of("experiments/quick/a-1.yaml", text)));
        Assert.Equal("quick/a-1", run.Name);
        Assert.Equal("quick/a-1", run.Experiment);
        Assert.Equal("experiments/quick/a-1.yaml", run.SpecPath);
        Assert.Equal("two", run.Description);
        Assert.Null(run.Reference);
        Assert.Equal(("mnist-10k", 1000, null, 100, 4, 7L), (run.Dataset, run.TrainSamples, run.TestSamples, run.ValidationSamples, run.Epochs, run.Seed));
        Assert.Equal(Sha256(text), run.SpecSha256);
        Assert.Equal(
            [
                new("hidden_size", "16", null, 2), new("layers", "2", "1", 3), new("direction", "bidirectional", "forward", 4),
                new("batch_size", "32", null, 5),
                new("learning_rate", "0.005", null, 6), new("epochs", "4", null, 7), new("seed", "7", "0", 8), new("dataset", "mnist-10k", "mnist", 9),
                new("train_samples", "1000", "all", 10), new("test_samples", "all", "all", 11), new("validation_samples", "100", "0", 12),
                new("input_size", "56", "28", 26), new("cell", "gru", "lstm", 13),
                new("dropout", "0.25", "0", 14), new("readout", "final_states", "last", 15), new("head", "softmax", "linear", 16),
                new("optimizer", "sgd", "adam", 17),
                new("weight_decay", "0.01", "0", 18), new("momentum", "0.9", "0", 19), new("nesterov", "true", "false", 20),
                new("clip_grad_norm", "0.5", "0", 21),
                new("lr_scheduler", "step_lr", "none", 22), new("step_size", "2", "none", 23), new("gamma", "0.5", "0.1", 24),
                new("evaluate", "at_end", "each_epoch", 25),
            ],
            run.Settings.Where(setting => setting.Line is not null));
        Assert.Equal(KeyTable.Settings.Where(key => key != KeyTable.Model && key != StepKeys.Steps && key != StepKeys.EvalEvery).Select(key => key.Name),
            run.Settings.Select(setting => setting.Key));
        Assert.All(run.Settings.Where(setting => setting.Line is null), setting => Assert.Equal(KeyTable.Of(setting.Key).Default, setting.Value));
    }

    [Theory]
    [InlineData("hidden_size: 8\n", 1)]
    [InlineData("hidden_size: 8\n", 14)]
    [InlineData("hidden_size: 8\n", 784)]
    [InlineData("model: [linear: 4, lstm: {hidden_size: 8}, readout: last, linear: 10]\n", 56)]
    public void A_model_reads_as_many_pixels_a_step_as_its_spec_says(string network, int inputSize)
    {
        RunSpec run = LoadedCatalog.Runs(
            GeneratorRun.Of("experiments/a.yaml", network + $"input_size: {inputSize}\nbatch_size: 1\nlearning_rate: 1\nepochs: 1\n")).Single();
        using SequenceClassifier model = run.CreateModel();

        Assert.Equal((784 / inputSize, inputSize), (model.Steps, model.InputSize));
        Assert.Equal(run.Parameters, model.Parameters.TotalCount);
        Assert.Matches($@"/// input +\[B, {784 / inputSize}, {inputSize}\]\n", run.ModelCode());
        Assert.Contains($"[B, {784 / inputSize}, {inputSize}] to scores", run.TorchSharpCode());
    }

    [Fact]
    public void The_patience_of_a_spec_reaches_its_row()
    {
        GeneratorRun generated = GeneratorRun.Of("experiments/a.yaml", SpecText.Valid + "validation_samples: 9\nearly_stopping_patience: 3\n");
        Assert.Equal(3, LoadedCatalog.Runs(generated).Single().EarlyStoppingPatience);
    }

    [Theory]
    [InlineData("hidden_size: 128", 82186)]
    [InlineData("hidden_size: 64\ndirection: bidirectional", 49418)]
    [InlineData("hidden_size: 1", (4 * (28 + 1 + 2)) + 20)]
    [InlineData("hidden_size: 48\ninput_size: 56", (4 * 48 * (56 + 48 + 2)) + 490)]
    [InlineData("hidden_size: 48\nlayers: 2", (4 * 48 * (28 + 48 + 2)) + (4 * 48 * (48 + 48 + 2)) + 490)]
    [InlineData("hidden_size: 48\ncell: gru", (3 * 48 * (28 + 48 + 2)) + 490)]
    [InlineData("hidden_size: 48\ncell: rnn\nlayers: 2", (48 * (28 + 48 + 2)) + (48 * (48 + 48 + 2)) + 490)]
    [InlineData("hidden_size: 3\nlayers: 3\ndirection: bidirectional", (2 * 12 * (28 + 3 + 2)) + (2 * 2 * 12 * (6 + 3 + 2)) + 70)]
    public void Parameters_are_counted_as_PyTorch_counts_them(string keys, int expected) =>
        Assert.Equal(expected,
            LoadedCatalog.Runs(GeneratorRun.Of("experiments/a.yaml", keys + "\nbatch_size: 1\nlearning_rate: 1\nepochs: 1\n")).Single().Parameters);

    [Fact]
    public void The_docs_of_every_shape_of_model_are_what_the_model_says_of_itself()
    {
        string[] networks = ["", "layers: 2\n", "layers: 3\ndropout: 1e-5\n"];
        IEnumerable<string> texts =
            from cell in new[] { "lstm", "gru", "rnn" }
            from direction in new[] { "forward", "bidirectional" }
            from network in networks
            from readout in new[] { "last", "final_states" }
            from head in new[] { "linear", "softmax" }
            select $"{SpecText.Valid}cell: {cell}\ndirection: {direction}\n{network}readout: {readout}\nhead: {head}\n";
        IReadOnlyList<RunSpec> runs = LoadedCatalog.Runs(GeneratorRun.Of(texts.Select((text, i) => new SpecText($"experiments/s{i}.yaml", text))));
        Assert.Equal(3 * 2 * 3 * 2 * 2, runs.Count);
        Assert.All(runs, run =>
        {
            using SequenceClassifier model = run.CreateModel();
            string code = run.ModelCode();
            Assert.Equal(model.Parameters.TotalCount, run.Parameters);
            Assert.Contains($"/// {model.ToString().Replace("\n", "\n/// ")}\n", code);
            Assert.All(model.Shapes, shape => Assert.Matches($@"/// {shape.Name} +{Regex.Escape(shape.OutputShape)}(  |\n)", code));
            Assert.All(model.Parameters.SkipLast(2), p => Assert.Contains($"<c>{p.Name}</c>, [{string.Join(", ", p.Shape)}]:", code));
        });
    }

    [Fact]
    public void The_code_of_a_run_is_the_emitted_file_and_its_hash_is_of_it()
    {
        GeneratorRun generated = GeneratorRun.Of("experiments/a.yaml", SpecText.Valid);
        RunSpec run = LoadedCatalog.Runs(generated).Single();
        Assert.Equal(generated.Sources["Models/a.g.cs"], run.ModelCode());
        Assert.Equal(Sha256(CodeOfAnyLength.Of(run.ModelCode())), run.CodeSha256);
    }

    [Theory]
    [InlineData("epochs: 2", "epochs: 3", true)]
    [InlineData("batch_size: 10", "batch_size: 11", false)]
    public void More_epochs_are_of_the_same_code_and_nothing_else_is(string line, string other, bool same)
    {
        Assert.Contains(line, SpecText.Valid, StringComparison.Ordinal);
        string code = LoadedCatalog.Runs(GeneratorRun.Of("experiments/a.yaml", SpecText.Valid)).Single().CodeSha256;
        string changed =
            LoadedCatalog.Runs(GeneratorRun.Of("experiments/a.yaml", SpecText.Valid.Replace(line, other, StringComparison.Ordinal))).Single().CodeSha256;
        Assert.Equal(same, code == changed);
    }

    [Fact]
    public void Published_figures_reach_the_row()
    {
        string reference = "reference:\n  source: 'it''s'\n  test_accuracy: 1\n  train_accuracies: [.5, 6e-1]\n  test_losses: [2]\n";
        PublishedReference published = LoadedCatalog.Runs(GeneratorRun.Of("experiments/a.yaml", SpecText.Valid + reference)).Single().Reference!;
        Assert.Equal(("it's", 1.0), (published.Source, published.TestAccuracy));
        Assert.Equal([0.5, 0.6], published.TrainAccuracies);
        Assert.Equal([2.0], published.TestLosses);
        Assert.Empty(published.TrainLosses);
        Assert.Empty(published.TestAccuracies);
        Assert.Equal("mean", published.LossUnit);
    }

    [Fact]
    public void The_unit_of_published_losses_reaches_the_row()
    {
        string reference = "reference: {source: a, test_losses: [2], loss_unit: batch_means_per_sample}\n";
        Assert.Equal("batch_means_per_sample",
            LoadedCatalog.Runs(GeneratorRun.Of("experiments/a.yaml", SpecText.Valid + reference)).Single().Reference!.LossUnit);
    }

    [Theory]
    [InlineData("1e-3", "0.001")]
    [InlineData("1E-3", "0.001")]
    [InlineData(".001", "0.001")]
    [InlineData("+.5", "0.5")]
    [InlineData("1.", "1")]
    [InlineData("1.e-2", "0.01")]
    [InlineData("007", "7")]
    [InlineData("123456789012345678901234567890", "1.2345678901234568E+29")]
    [InlineData("0.1000000000000000055511151231257827", "0.1")]
    [InlineData("1.4e-45", "1.4E-45")]
    [InlineData("3.4028234663852886e38", "3.4028234663852886E+38")]
    public void A_float_of_any_form_compiles_to_the_nearest_double(string written, string canonical)
    {
        GeneratorRun generated = GeneratorRun.Of("experiments/a.yaml", $"hidden_size: 8\nbatch_size: 10\nlearning_rate: {written}\nepochs: 2\n");
        Assert.Equal(canonical, LoadedCatalog.Runs(generated).Single()["learning_rate"]);
        INamedTypeSymbol trainer = generated.Compile().GetTypeByMetadataName("MnistLstm.Experiments.Generated.ATrainer")!;
        Assert.Equal(double.Parse(canonical, System.Globalization.CultureInfo.InvariantCulture),
            ((IFieldSymbol)trainer.GetMembers("LearningRate").Single()).ConstantValue);
    }

    [Theory]
    [InlineData("-9223372036854775808")]
    [InlineData("9223372036854775807")]
    public void Seeds_go_to_the_ends_of_64_bits(string seed) =>
        Assert.Equal(long.Parse(seed, System.Globalization.CultureInfo.InvariantCulture),
            LoadedCatalog.Runs(GeneratorRun.Of("experiments/a.yaml", SpecText.Valid + $"seed: {seed}\n")).Single().Seed);

    [Fact]
    public void All_of_a_data_set_named_by_number_is_the_same_run_as_all_of_it()
    {
        RunSpec run = LoadedCatalog.Runs(GeneratorRun.Of("experiments/a.yaml", SpecText.Valid + "train_samples: 60000\ntest_samples: 10000\n")).Single();
        Assert.Equal(("all", "all", null, null), (run["train_samples"], run["test_samples"], run.TrainSamples, run.TestSamples));
    }

    [Fact]
    public void Folders_named_like_types_and_namespaces_of_the_code_hide_nothing()
    {
        string[] folders = ["lstm", "gru", "rnn", "linear", "adam", "adam-w", "sgd", "rms-prop", "lr-scheduler", "step-lr", "linear-lr", "dropout", "momentum",
            "final-states", "mean-over-time", "relu", "tanh", "softmax", "parameter", "trainer", "system", "mnist-lstm", "run-spec", "setting", "encoding",
                "dataset", "last-step",
            "sequence-classifier", "optimizer", "parameter-set", "training-options", "training-plan", "i-read-only-list", "read-only-span",
                "published-reference", "experiments", "generated"];
        const string Stack = "model: [rnn: {hidden_size: 3}, dropout: 0.5, tanh, readout: mean, linear: 9, relu, linear: 10]\n";
        string[] keys = ["head: softmax\nreference: {source: x}\n", "cell: gru\nreadout: final_states\noptimizer: adamw\n",
            "cell: rnn\nlayers: 2\ndropout: .5\noptimizer: sgd\n", "optimizer: rmsprop\n", "lr_scheduler: step_lr\nstep_size: 1\n", "lr_scheduler: linear_lr\n",
                Stack];
        IEnumerable<SpecText> specs =
            from folder in folders.Append("")
            from number in Enumerable.Range(0, keys.Length)
            select new SpecText($"experiments/{folder}/s{number}.yaml".Replace("//", "/"),
                (keys[number] == Stack ? SpecText.ValidBesideModel : SpecText.Valid) + keys[number]);
        Assert.Equal((folders.Length + 1) * keys.Length, LoadedCatalog.Runs(GeneratorRun.Of(specs)).Count);
    }

    [Theory]
    [InlineData("family")]
    [InlineData("run-family")]
    [InlineData("family-network")]
    [InlineData("trainer")]
    public void A_family_named_like_a_type_of_the_code_hides_none(string name) =>
        Assert.Equal(2, LoadedCatalog.Runs(GeneratorRun.Of($"experiments/{name}.yaml", SpecText.Valid + "seeds: [1, 2]\n")).Count);

    [Fact]
    public void The_committed_experiments_compile()
    {
        string folder = RepositoryFile.PathOf("experiments");
        List<SpecText> specs = Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)
            .Select(path => new SpecText($"experiments/{Path.GetRelativePath(folder, path).Replace('\\', '/')}", File.ReadAllText(path)))
            .ToList();
        IEnumerable<SpecText> manifests = Directory.EnumerateFiles(RepositoryFile.PathOf("datasets"), "*.yaml")
            .Select(path => new SpecText($"datasets/{Path.GetFileName(path)}", File.ReadAllText(path)));
        Assert.Equal(specs.Count, LoadedCatalog.Runs(GeneratorRun.Of([.. specs, .. manifests])).Select(run => run.SpecPath).Distinct().Count());
        Assert.True(specs.Count >= 6);
    }

    [Fact]
    public void Emitted_classes_can_be_extended()
    {
        GeneratorRun generated = GeneratorRun.Of("experiments/a.yaml", SpecText.Valid);
        Compilation extended = generated.Compile(
            "namespace MnistLstm.Experiments.Generated; /// <summary/>\npublic partial class AModel { /// <summary/>\npublic int Twice => 2 * HiddenSize; }");
        Assert.Empty(extended.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning));
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
