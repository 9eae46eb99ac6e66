using MnistLstm.Generators.Tests.Running;
using MnistLstm.Training;
using VerifyXunit;

namespace MnistLstm.Generators.Tests.Families;

public class FamilyEmissionTests
{
    private const string Sizes = "batch_size: 10\nepochs: 2\nseeds: [0, 1]\nmatrix:\n  hidden_size: [8, 9]\n  learning_rate: [1e-2, .5]\n";

    private const string Everything = "hidden_size: 8\nbatch_size: 10\nlearning_rate: 0.01\nepochs: 2\ncases:\n"
        + "  - {cell: gru, layers: 2, dropout: .5}\n  - {cell: gru, layers: 2, dropout: 5e-1, head: softmax}\n  - {cell: rnn, direction: bidirectional, "
        + "readout: final_states}\n"
        + "  - {optimizer: sgd, momentum: 0.9, nesterov: true}\n  - {optimizer: rmsprop, momentum: 0.5, weight_decay: 0.1}\n  - {optimizer: adamw, "
        + "weight_decay: 0.1}\n"
        + "  - {batch_size: 5, learning_rate: 1e-3, epochs: 1}\n  - {train_samples: 12, test_samples: 3}\n  - {evaluate: at_end}\n  - {input_size: 56}\n  - "
        + "{input_size: 14, cell: gru}\nseeds: [0, 5]\n";

    [Fact]
    public Task The_code_of_a_family() => Verifier.Verify(GeneratorRun.Of("experiments/sweeps/sizes.yaml", Sizes).Sources["Models/sweeps/sizes.g.cs"]);

    [Fact]
    public Task The_rows_of_a_family()
    {
        string rows = GeneratorRun.Of("experiments/sweeps/sizes.yaml", Sizes).Sources["Runs/sweeps/sizes.g.cs"];
        return Verifier.Verify(rows[..rows.IndexOf("    /// <summary>How the source begins", StringComparison.Ordinal)]);
    }

    [Fact]
    public void Test_methods_are_named_for_the_runs()
    {
        string tests = GeneratorRun.Of("experiments/sweeps/sizes.yaml", Sizes, "tests").Sources["Snapshots.g.cs"];
        Assert.Contains(
            "[ReproducesSnapshot(\"sweeps/sizes[hidden_size=8,learning_rate=0.01,seed=1]\")]\n    public void "
                + "sweeps_sizes_hidden_size_8_learning_rate_0_01_seed_1() =>", tests);
        Assert.Equal(8, tests.Split("public void ").Length - 1);
    }

    [Fact]
    public void The_code_of_a_run_is_its_model_and_the_trainer_and_its_hash_is_of_it()
    {
        IReadOnlyList<RunSpec> runs = Runs(Sizes);
        Assert.All(runs,
            run => Assert.Equal(run.CodeSha256,
                Convert.ToHexStringLower(
                    System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(CodeOfAnyLength.Of(run.ModelCode()))))));
        Assert.Contains("class Sizes9Model", runs[^1].ModelCode());
        Assert.Contains("class SizesTrainer", runs[^1].ModelCode());
        Assert.DoesNotContain("Sizes8Model", runs[^1].ModelCode());
    }

    [Fact]
    public void Another_value_leaves_the_code_of_the_other_runs_as_it_was()
    {
        Dictionary<string, string> before = Runs(Sizes).ToDictionary(run => run.Name, run => run.CodeSha256);
        Dictionary<string, string> after =
            Runs(Sizes.Replace("[8, 9]", "[8, 9, 10]").Replace("[0, 1]", "[0, 1, 2]")).ToDictionary(run => run.Name, run => run.CodeSha256);
        Assert.Equal(18, after.Count);
        Assert.All(before, run => Assert.Equal(run.Value, after[run.Key]));
    }

    [Fact]
    public void Every_run_of_a_family_trains_as_a_spec_of_its_own_would()
    {
        foreach (RunSpec run in Runs(Everything))
        {
            string text = string.Concat(run.Settings.Where(s => s.Value != s.Default).Select(s => $"{s.Key}: {s.Value}\n"));
            RunSpec single = LoadedCatalog.Runs(GeneratorRun.Of("experiments/b.yaml", text)).Single();
            Assert.Equal(Weights(single), Weights(run));
            Assert.Equal(single.CreateModel().ToString()!.Split('\n')[1..], run.CreateModel().ToString()!.Split('\n')[1..]);
        }
    }

    [Fact]
    public void A_momentum_of_the_base_reaches_every_optimizer_that_is_varied()
    {
        IReadOnlyList<RunSpec> runs = Runs(SpecText.Valid + "momentum: 0.9\nmatrix: {optimizer: [sgd, rmsprop]}\n");
        Assert.All(runs,
            run => Assert.Equal(Weights(LoadedCatalog.Runs(
                GeneratorRun.Of("experiments/b.yaml", SpecText.Valid + $"momentum: 0.9\noptimizer: {run["optimizer"]}\n")).Single()), Weights(run)));
    }

    [Fact]
    public void Shapes_that_differ_in_how_a_number_is_written_share_a_class()
    {
        string code = GeneratorRun.Of("experiments/a.yaml", Everything).Sources["Models/a.g.cs"];
        Assert.Contains("class AGruLayers2ForwardDropout0p5LastLinearInput28Model", code);
        Assert.Contains("class AGruLayers2ForwardDropout0p5LastSoftmaxInput28Model", code);
        Assert.Equal(6, code.Split("public sealed partial class A").Length - 2);
    }

    [Fact]
    public void A_folder_named_like_a_type_of_the_code_hides_nothing()
    {
        string[] folders = ["run-family", "family-model", "invalid-operation-exception", "sequence-classifier", "sgd"];
        LoadedCatalog.Runs(GeneratorRun.Of(
            folders.Select(folder => new SpecText($"experiments/{folder}/a.yaml", Everything)).Append(new SpecText("experiments/a.yaml", Everything))));
    }

    [Fact]
    public void A_comment_leaves_the_code_of_a_family_alone()
    {
        GeneratorRun first = GeneratorRun.Of([new SpecText("experiments/a.yaml", Sizes)]);
        GeneratorRun second = GeneratorRun.Of([new SpecText("experiments/a.yaml", "# a comment\n" + Sizes)]);
        Assert.Equal(first.Sources["Models/a.g.cs"], second.Sources["Models/a.g.cs"]);
        Assert.NotEqual(first.Sources["Runs/a.g.cs"], second.Sources["Runs/a.g.cs"]);
    }

    [Fact]
    public void Between_the_digits_of_a_name_and_of_a_size_something_stands()
    {
        const string Rest = "batch_size: 10\nlearning_rate: 0.01\nepochs: 2\n";
        GeneratorRun run = GeneratorRun.Of(
        [
            new SpecText("experiments/lstm-12.yaml", Rest + "matrix: {hidden_size: [832, 8]}\n"),
            new SpecText("experiments/lstm-128.yaml", Rest + "matrix: {hidden_size: [32, 8]}\n"),
        ]);
        Assert.Empty(run.Errors);
        Assert.Contains("class Lstm12_832Model ", run.Sources["Models/lstm-12.g.cs"]);
        Assert.Contains("class Lstm128_32Model ", run.Sources["Models/lstm-128.g.cs"]);
    }

    private static IReadOnlyList<RunSpec> Runs(string text) => LoadedCatalog.Runs(GeneratorRun.Of("experiments/sweeps/sizes.yaml", text));

    private static string Weights(RunSpec run) => HandMadeTrainer.WeightsOf(run.CreateTrainer(HandMadeTrainer.Images, new TrainingOptions { Threads = 1 }));
}
