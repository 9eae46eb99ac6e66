using MnistLstm.Generators.Tests.Running;
using MnistLstm.Training;

namespace MnistLstm.Generators.Tests.Families;

/// <summary>Which runs a family has, in which order, under which names, and with which values.</summary>
public class ExpansionTests
{
    private const string Rest = "batch_size: 10\nepochs: 2\n";

    [Fact]
    public void A_matrix_is_crossed_in_file_order_the_last_key_fastest() => Assert.Equal(
        [
            "sweeps/a[learning_rate=0.1,hidden_size=9]", "sweeps/a[learning_rate=0.1,hidden_size=8]",
            "sweeps/a[learning_rate=0.02,hidden_size=9]", "sweeps/a[learning_rate=0.02,hidden_size=8]",
        ],
        Names(Rest + "matrix:\n  learning_rate: [.1, 2e-2]\n  hidden_size: [9, 8]\n"));

    [Fact]
    public void Seeds_multiply_matrix_and_cases_and_are_fastest() => Assert.Equal(
        [
            "sweeps/a[hidden_size=8,seed=3]", "sweeps/a[hidden_size=8,seed=-1]",
            "sweeps/a[hidden_size=9,seed=3]", "sweeps/a[hidden_size=9,seed=-1]",
            "sweeps/a[hidden_size=7,layers=2,seed=3]", "sweeps/a[hidden_size=7,layers=2,seed=-1]",
        ],
        Names(Rest + "learning_rate: 1\nseeds: [3, -1]\ncases:\n  - {layers: 2, hidden_size: 7}\nmatrix: {hidden_size: [8, 9]}\n"));

    [Fact]
    public void Seeds_alone_repeat_the_spec() => Assert.Equal(["sweeps/a[seed=1]", "sweeps/a[seed=2]"], Names(SpecText.Valid + "seeds: [1, 2]\n"));

    [Fact]
    public void Cases_alone_are_all_the_runs_and_override_the_base() => Assert.Equal(
        ["sweeps/a[epochs=3]", "sweeps/a[epochs=4,layers=2]"], Names(SpecText.Valid + "cases:\n  - epochs: 3\n  - epochs: 4\n    layers: 2\n"));

    [Fact]
    public void An_exclude_takes_every_combination_that_has_its_values() => Assert.Equal(
        ["sweeps/a[hidden_size=8,epochs=1,layers=1]", "sweeps/a[hidden_size=9,epochs=1,layers=1]", "sweeps/a[hidden_size=9,epochs=1,layers=2]",
            "sweeps/a[hidden_size=9,epochs=2,layers=1]"],
        Names("batch_size: 10\nlearning_rate: 1\nmatrix:\n  hidden_size: [8, 9]\n  epochs: [1, 2]\n  layers: [1, 2]\n"
            + "exclude:\n  - {hidden_size: 8, epochs: 2}\n  - hidden_size: 8\n    layers: 2\n  - {layers: 2, epochs: 2}\n"));

    [Fact]
    public void Names_have_values_in_canonical_form() => Assert.Equal(
        ["sweeps/a[learning_rate=1E-05,train_samples=all]", "sweeps/a[learning_rate=0.001,train_samples=all]"],
        Names("hidden_size: 8\n" + Rest + "matrix:\n  learning_rate: [0.00001, 1e-3]\n  train_samples: [60000]\n"));

    [Fact]
    public void A_run_of_a_family_has_the_row_of_a_spec_of_its_own()
    {
        RunSpec family = Runs(Rest
            + "dataset: mnist-10k\nseeds: [7]\nmatrix:\n  hidden_size: [8, 9]\n  learning_rate: [1e-2]\n  train_samples: [20]\n  evaluate: [at_end]\n  "
            + "direction: [bidirectional]\n")[1];
        RunSpec single = LoadedCatalog.Runs(GeneratorRun.Of("experiments/b.yaml",
            Rest + "dataset: mnist-10k\nseed: 7\nhidden_size: 9\nlearning_rate: 0.01\ntrain_samples: 20\nevaluate: at_end\ndirection: bidirectional\n"))
                .Single();
        Assert.Equal(single.Settings.Select(s => (s.Key, s.Value, s.Default)), family.Settings.Select(s => (s.Key, s.Value, s.Default)));
        Assert.Equal(
            (single.Dataset, single.TrainSamples, single.TestSamples, single.Epochs, single.Seed, single.Parameters),
            (family.Dataset, family.TrainSamples, family.TestSamples, family.Epochs, family.Seed, family.Parameters));
    }

    [Fact]
    public void A_setting_has_the_line_of_the_item_that_gives_it()
    {
        IReadOnlyList<RunSpec> runs = Runs(
            Rest + "seeds:\n  - 1\n  - 2\nmatrix:\n  hidden_size:\n    - 8\n    - 9\n  learning_rate: [1]\ncases:\n  - hidden_size: 7\n    learning_rate: 2\n");
        Assert.Equal([(8, 10, 4), (8, 10, 5), (9, 10, 4), (9, 10, 5), (12, 13, 4), (12, 13, 5)],
            runs.Select(run => (Line(run, "hidden_size"), Line(run, "learning_rate"), Line(run, "seed"))));
        Assert.All(runs, run => Assert.Equal(2, Line(run, "epochs")));
    }

    [Fact]
    public void Samples_of_a_varied_data_set_hold_for_each()
    {
        IReadOnlyList<RunSpec> runs = Runs(SpecText.Valid + "train_samples: 9003\nmatrix: {dataset: [mnist-10k, mnist]}\n");
        Assert.Equal([("mnist-10k", 9003), ("mnist", 9003)], runs.Select(run => (run.Dataset, run.TrainSamples ?? 0)));
    }

    [Fact]
    public void Ten_thousand_runs_take_a_short_line_each()
    {
        string list = string.Join(", ", Enumerable.Range(0, 10000));
        GeneratorRun run = GeneratorRun.Of("experiments/a.yaml", SpecText.Valid + $"seeds: [{list}]\n");
        Assert.Empty(run.Errors);
        Assert.InRange(run.Sources["Runs/a.g.cs"].Length, 10000 * 20, 10000 * 80);
        Assert.True(run.Sources["Models/a.g.cs"].Length < 8000);
        IReadOnlyList<RunSpec> runs = LoadedCatalog.Runs(run);
        Assert.Equal((10000, "a[seed=9999]"), (runs.Count, runs[^1].Name));
    }

    private static IEnumerable<string> Names(string text) => Runs(text).Select(run => run.Name);

    private static IReadOnlyList<RunSpec> Runs(string text) => LoadedCatalog.Runs(GeneratorRun.Of("experiments/sweeps/a.yaml", text));

    private static int? Line(RunSpec run, string key) => run.Settings.Single(setting => setting.Key == key).Line;
}
