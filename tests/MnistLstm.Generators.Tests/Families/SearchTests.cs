using System.Globalization;
using System.Text.Json;
using MnistLstm.Generators.Tests.Diagnostics;
using MnistLstm.Generators.Tests.Documents;
using MnistLstm.Generators.Tests.Running;
using MnistLstm.Training;

namespace MnistLstm.Generators.Tests.Families;

/// <summary>Which runs a search draws, and what it cannot be.</summary>
public class SearchTests
{
    private const string Rest = "epochs: 2\nlayers: 2\n";
    private const string Required = "hidden_size: 8\nbatch_size: 10\nlearning_rate: 0.1\n";

    /// <summary>What make_search.py draws by the page's words, in decimals.</summary>
    public static TheoryData<string> Columns => new(Golden().Select(column => column.Name));

    [Theory]
    [MemberData(nameof(Columns))]
    public void Values_are_those_that_the_page_on_specs_defines(string column)
    {
        string key = column[..column.IndexOf(':', StringComparison.Ordinal)];
        double[] expected = [.. Golden().Single(golden => golden.Name == column).Value.EnumerateArray().Select(value => value.GetDouble())];
        const string Other = "  test_samples: {uniform: [1, 10000]}\n"; // so that no two runs are the same
        Assert.Equal(expected, Values(Single(key) + $"search:\n  samples: {expected.Length}\n  {column}\n{Other}", key));
    }

    [Fact]
    public void Runs_are_named_by_what_was_drawn_with_seeds_fastest_and_cases_last() => Assert.Equal(
        [
            "a[learning_rate=0.000781,hidden_size=32,seed=5]", "a[learning_rate=0.000781,hidden_size=32,seed=6]",
            "a[learning_rate=0.0833,hidden_size=64,seed=5]", "a[learning_rate=0.0833,hidden_size=64,seed=6]",
            "a[learning_rate=1,hidden_size=7,seed=5]", "a[learning_rate=1,hidden_size=7,seed=6]",
        ],
        Names(Rest + "batch_size: 10\nseeds: [5, 6]\ncases: [{hidden_size: 7, learning_rate: 1}]\n"
            + "search: {samples: 2, learning_rate: {log_uniform: [1e-4, .1]}, hidden_size: {choice: [32, 64, 128]}}\n"));

    [Fact]
    public void More_samples_and_more_keys_leave_the_values_that_were_drawn()
    {
        const string Rate = "  learning_rate: {log_uniform: [1e-4, .1]}\n";
        double[] few = Values(Single("learning_rate") + "search:\n  samples: 3\n" + Rate, "learning_rate");
        double[] many = Values(Single("learning_rate") + "search:\n  samples: 5\n  dropout: {uniform: [0, 0.5]}\n" + Rate, "learning_rate");
        Assert.Equal(few, many[..3]);
    }

    [Fact]
    public void Another_seed_draws_others_and_the_runs_keep_their_own()
    {
        const string Keys = "samples: 4, learning_rate: {log_uniform: [1e-4, .1]}";
        IReadOnlyList<RunSpec> first = Runs(Single("learning_rate") + $"search: {{{Keys}}}\n");
        IReadOnlyList<RunSpec> second = Runs(Single("learning_rate") + $"search: {{seed: 1, {Keys}}}\n");
        Assert.Empty(first.Select(run => run.Name).Intersect(second.Select(run => run.Name)));
        Assert.All(first.Concat(second), run => Assert.Equal(0, run.Seed));
    }

    [Fact]
    public void A_combination_that_is_drawn_again_is_passed_over() => Assert.Equal(
        ["a[hidden_size=32]", "a[hidden_size=64]", "a[hidden_size=128]"],
        Names(Single("hidden_size") + "search: {samples: 3, hidden_size: {choice: [32, 64, 128]}}\n"));

    [Fact]
    public void A_setting_has_the_line_of_its_distribution()
    {
        RunSpec run = Runs(Rest + "batch_size: 10\nhidden_size: 8\nsearch:\n  samples: 1\n  learning_rate:\n    log_uniform: [1e-4, .1]\n")[0];
        Assert.Equal(8, run.Settings.Single(setting => setting.Key == "learning_rate").Line);
    }

    [Fact]
    public void Values_stay_within_limits_that_rounding_would_leave() => Assert.All(
        Values(Single("learning_rate") + "search: {samples: 3, learning_rate: {log_uniform: [0.12345, 0.12555]}}\n", "learning_rate"),
        value => Assert.InRange(value, 0.12345, 0.12555));

    [Theory]
    [InlineData("search: {samples: 2}\nmatrix: {layers: [1, 2]}",
        "(5,1): EXP070: 'search' cannot stand beside 'matrix' on line 6; move the matrix's keys into 'search', each as {choice: [...]}, or drop one of the two",
        "(5,1): EXP030: 'search' is empty; give it 'samples', and keys with distributions")]
    [InlineData("search: {layers: {choice: [1, 2]}}", "(5,9): EXP005: 'search' needs the key 'samples' (an integer from 1 to 10000)")]
    [InlineData("search: {samples: 0, layers: {choice: [1, 2]}}", "(5,19): EXP007: 'samples' must be an integer from 1 to 10000, got 0")]
    [InlineData("search: {samples: 2, seed: 1.5, layers: {choice: [1, 2]}}", "(5,28): EXP006: 'seed' must be a 64-bit integer, got '1.5'")]
    [InlineData("search: [1]", "(5,9): EXP006: 'search' must be 'samples', and keys with distributions, got a list")]
    [InlineData("search: {}", "(5,9): EXP030: 'search' is empty; give it 'samples', and keys with distributions")]
    [InlineData("search: {n_trials: 2, layers: {choice: [1]}}", "(5,10): EXP003: unknown key 'n_trials'; did you mean 'samples'?")]
    [InlineData("search: {samples: 1, epochs: {choice: [1, 2]}}",
        "(5,22): EXP029: 'epochs' is varied here, but has a value of its own on line 4; delete that line, or 'epochs' here")]
    [InlineData("search: {samples: 1, seeds: [1, 2]}",
        "(5,22): EXP028: 'seeds' cannot stand in 'search'; give 'seeds: [1, 2, 3]' beside it: one run per seed, of everything")]
    public void What_a_search_cannot_be_is_refused_where_it_stands(string lines, params string[] errors) => Expect.ErrorsAfterValid(lines + "\n", errors);

    [Theory]
    [InlineData("layers: [1, 2]",
        "EXP006: 'layers' must be a distribution: {choice: [...]}, {uniform: [...]}, {log_uniform: [...]}, got a list; write {choice: [...]} around the list")]
    [InlineData("layers: 2",
        "EXP006: 'layers' must be a distribution: {choice: [...]}, {uniform: [...]}, {log_uniform: [...]}, got '2'; give the key outside of 'search' if it is "
            + "the same in all runs")]
    [InlineData("layers: {}", "EXP030: 'layers' is empty; give it a distribution: {choice: [...]}, {uniform: [...]}, {log_uniform: [...]}")]
    [InlineData("cell: {uniform: [1, 2]}", "EXP003: unknown key 'uniform'; the keys here are choice")]
    [InlineData("layers: {values: [1, 2]}", "EXP003: unknown key 'values'; did you mean 'choice'?")]
    [InlineData("layers: {choice: [1], uniform: [1, 2]}",
        "EXP071: 'layers' has the distributions 'choice' and 'uniform', but a value is drawn from one; drop one of the two")]
    [InlineData("layers: {choice: 2}", "EXP006: 'choice' must be a list of values, got '2'; write it as [1, 2]")]
    [InlineData("layers: {choice: []}", "EXP030: 'choice' is empty; give it at least one value")]
    [InlineData("layers: {choice: [1, 9]}", "EXP007: 'layers' must be an integer from 1 to 8, got 9")]
    [InlineData("dropout: {choice: [0.1, .1]}", "EXP027: the value 0.1 of 'dropout' is given already, on line 5; drop one of the two")]
    [InlineData("layers: {uniform: [1]}", "EXP006: 'uniform' must be two numbers, [least, greatest], got a list of 1")]
    [InlineData("layers: {uniform: [0, 2]}", "EXP007: 'layers' must be an integer from 1 to 8, got 0")]
    [InlineData("layers: {uniform: [3, 2]}", "EXP072: 'uniform' goes from a smaller to a larger number, got 3 and 2; write the smaller one first")]
    [InlineData("weight_decay: {log_uniform: [0, 1]}",
        "EXP007: 'log_uniform' must be two numbers greater than 0, [least, greatest], got 0; the logarithm of 0 is no number: begin with a small one")]
    public void A_wrong_distribution_is_refused_at_its_place(string key, string error)
    {
        IReadOnlyList<string> errors = GeneratorRun.Of("experiments/a.yaml", SpecText.Valid + $"search: {{samples: 1, {key}}}\n").Errors;
        Assert.StartsWith("a.yaml(5,", Assert.Single(errors));
        Assert.EndsWith($": {error}", errors[0]);
    }

    [Fact]
    public void More_samples_than_there_are_different_runs_are_refused() => Expect.ErrorsAfterValid(
        "search: {samples: 4, layers: {uniform: [1, 3]}}\n",
        "(5,19): EXP073: 'samples' asks for 4 different runs, but 1,080 draws gave no more than 3; ask for at most 3, or widen the distributions");

    [Fact]
    public void Samples_with_seeds_are_too_many_runs_before_they_are_drawn() => Expect.ErrorsAfterValid(
        "search: {samples: 6000, weight_decay: {uniform: [0, 1]}}\nseeds: [1, 2]\n",
        "(5,1): EXP035: this makes 12,000 runs, more than the 10,000 allowed; give fewer values, or divide the family among several files");

    private static IEnumerable<JsonProperty> Golden() =>
        JsonDocument.Parse(RepositoryFile.Read("tests/MnistLstm.Generators.Tests/Families/search.json")).RootElement.EnumerateObject();

    // A spec but for the key that is drawn.
    private static string Single(string drawn) => Rest + string.Concat(
        Required.Split('\n').Where(line => line.Length > 0 && !line.StartsWith(drawn, StringComparison.Ordinal)).Select(line => line + "\n"))
        + (drawn == "momentum" ? "optimizer: sgd\n" : "");

    private static IEnumerable<string> Names(string text) => Runs(text).Select(run => run.Name);

    private static double[] Values(string text, string key) =>
        [.. Runs(text).Select(run => double.Parse(run.Settings.Single(setting => setting.Key == key).Value, CultureInfo.InvariantCulture))];

    private static IReadOnlyList<RunSpec> Runs(string text) => LoadedCatalog.Runs(GeneratorRun.Of("experiments/a.yaml", text));
}
