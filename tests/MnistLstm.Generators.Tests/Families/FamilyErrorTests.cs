using MnistLstm.Generators.Tests.Diagnostics;
using MnistLstm.Generators.Tests.Running;

namespace MnistLstm.Generators.Tests.Families;

/// <summary>Every error a family can have, at its place.</summary>
public class FamilyErrorTests
{
    [Theory]
    [InlineData("seeds: [1, 2]\nseed: 3", "(6,1): EXP025: 'seed' and 'seeds' are both given; drop 'seed' here, or 'seeds' on line 5")]
    [InlineData("seeds: [1, 4294967297]",
        "(5,12): EXP026: seed 4294967297 begins as seed 1 on line 5 does, since PyTorch's generator takes the lowest 32 bits of a seed; drop one of the two")]
    [InlineData("seeds:\n  - -1\n  - 4294967295",
        "(7,5): EXP026: seed 4294967295 begins as seed -1 on line 6 does, since PyTorch's generator takes the lowest 32 bits of a seed; drop one of the two")]
    [InlineData("matrix:\n  weight_decay: [1e-3, 1, .001]",
        "(6,27): EXP027: the value 0.001 of 'weight_decay' is given already, on line 6; drop one of the two")]
    [InlineData("matrix: {seed: [1]}", "(5,10): EXP028: 'seed' cannot stand in 'matrix'; give 'seeds: [1, 2, 3]' beside it: one run per seed, of everything")]
    [InlineData("cases: [{seed: 1}]", "(5,10): EXP028: 'seed' cannot stand in 'cases'; give 'seeds: [1, 2, 3]' beside it: one run per seed, of everything")]
    [InlineData("cases: [{description: a}]", "(5,10): EXP028: 'description' cannot stand in 'cases'; give it once, for all runs")]
    [InlineData("matrix: {reference: [a]}", "(5,10): EXP028: 'reference' cannot stand in 'matrix'; give it once, for all runs")]
    [InlineData("matrix: {exclude: [a]}", "(5,10): EXP028: 'exclude' cannot stand in 'matrix'; give it beside it")]
    [InlineData("matrix:\n  epochs: [1, 2]",
        "(6,3): EXP029: 'epochs' is varied here, but has a value of its own on line 4; delete that line, or 'epochs' here")]
    [InlineData("seeds: []", "(5,8): EXP030: 'seeds' is empty; give it at least one value, or leave the key out")]
    [InlineData("matrix: {}", "(5,9): EXP030: 'matrix' is empty; give it keys with lists of values")]
    [InlineData("matrix: {layers: []}", "(5,18): EXP030: 'layers' is empty; give it at least one value, or leave the key out")]
    [InlineData("cases: []", "(5,8): EXP030: 'cases' is empty; give it at least one value, or leave the key out")]
    [InlineData("cases: [{layers: 2}, {}]", "(5,22): EXP030: this item of 'cases' is empty; give each case keys with values")]
    [InlineData("matrix: {layers: [1, 2]}\nexclude: [{}]", "(6,11): EXP030: this item of 'exclude' is empty; name at least one key of the matrix")]
    [InlineData("matrix: {layers: [1, 2]}\ncases:\n  - layers: 2", "(7,5): EXP031: this case is the run 'a[layers=2]' again, in every value; drop it")]
    [InlineData("cases:\n  - {epochs: 2}\n  - {layers: 1}", "(7,5): EXP031: this case is the run 'a[epochs=2]' again, in every value; drop it")]
    [InlineData("cases:\n  - {train_samples: 60000}\n  - {test_samples: 10000}",
        "(7,5): EXP031: this case is the run 'a[train_samples=all]' again, in every value; drop it")]
    [InlineData("matrix: {layers: [1, 2]}\nexclude: [{layers: 3}]", "(6,20): EXP032: no combination has 'layers: 3': the matrix has 1, 2")]
    [InlineData("matrix: {layers: [1, 2]}\nexclude: [{epochs: 2}]", "(6,12): EXP032: no combination has the key 'epochs': the matrix does not vary it")]
    [InlineData("exclude: [{layers: 2}]", "(5,1): EXP033: there is no matrix to exclude from; drop 'exclude', or give a 'matrix'")]
    [InlineData("matrix: {layers: [1, 2]}\nexclude: [{layers: 1}, {layers: 2}]",
        "(6,1): EXP034: all 2 combinations of the matrix are excluded and there are no cases, so nothing would run; exclude less")]
    public void What_a_family_cannot_be_is_refused_where_it_stands(string lines, string error) => Expect.ErrorsAfterValid(lines + "\n", error);

    [Theory]
    [InlineData("seeds: 3", "(5,8): EXP006: 'seeds' must be a list of 64-bit integers, got '3'; write it as [1, 2, 3]")]
    [InlineData("seeds: [1, x]", "(5,12): EXP006: 'seed' must be a 64-bit integer, got 'x'")]
    [InlineData("matrix: [1]", "(5,9): EXP006: 'matrix' must be keys with lists of values, got a list")]
    [InlineData("matrix: {layers: 2}", "(5,18): EXP006: 'layers' must be a list of values, got '2'; write [2], or give the key outside the matrix")]
    [InlineData("matrix: {layers: [1, 9]}", "(5,22): EXP007: 'layers' must be an integer from 1 to 8, got 9")]
    [InlineData("matrix: {cell: [lstm, gruu]}", "(5,23): EXP008: 'cell' must be 'lstm', 'gru' or 'rnn', got 'gruu'; did you mean 'gru'?")]
    [InlineData("matrix: {layer: [1]}", "(5,10): EXP003: unknown key 'layer'; did you mean 'layers'?")]
    [InlineData("matrix: {layers: [1], layers: [2]}", "(5,23): EXP004: key 'layers' is already given on line 5; keep one of the two")]
    [InlineData("cases: {layers: 2}", "(5,8): EXP006: 'cases' must be a list of keys with values, got keys with values; write each item with '- ' in front")]
    [InlineData("cases: [2]", "(5,9): EXP006: this item of 'cases' must be keys with values, got '2'")]
    [InlineData("cases: [{layers: [2]}]", "(5,18): EXP006: 'layers' must be an integer from 1 to 8, got a list; write 2")]
    [InlineData("exclude:", "(5,1): EXP033: there is no matrix to exclude from; drop 'exclude', or give a 'matrix'")]
    public void A_wrong_value_in_a_family_is_reported_at_its_item(string lines, string error) => Expect.ErrorsAfterValid(lines + "\n", error);

    [Theory]
    [InlineData("dropout: 0.5\nmatrix: {layers: [2, 1]}",
        "(6,22): EXP023: dropout between layers needs 'layers' to be at least 2, got 1; raise 'layers', or leave 'dropout' out; so it is in the run "
            + "'a[layers=1]'")]
    [InlineData("cases:\n  - {layers: 2, dropout: .5}\n  - dropout: 0.5",
        "(7,14): EXP023: dropout between layers needs 'layers' to be at least 2, got 1; raise 'layers', or leave 'dropout' out; so it is in the run "
            + "'a[dropout=0.5]'")]
    [InlineData("optimizer: sgd\nmomentum: 0.9\ncases:\n  - {layers: 2}\n  - optimizer: adam",
        "(9,16): EXP022: the optimizer 'adam' has no 'momentum', only 'sgd' and 'rmsprop' have it; drop the key, or change 'optimizer'; so it is in the run "
            + "'a[optimizer=adam]'")]
    [InlineData("matrix: {momentum: [0.5, 0.9]}",
        "(5,10): EXP022: the optimizer 'adam' has no 'momentum', only 'sgd' and 'rmsprop' have it; drop the key, or change 'optimizer'; so it is in the run "
            + "'a[momentum=0.5]'")]
    [InlineData("optimizer: sgd\nnesterov: true\nmatrix: {momentum: [0.9, 0]}",
        "(7,26): EXP024: 'nesterov: true' needs a 'momentum' greater than 0, got 0; set 'momentum' (0.9 is usual), or leave 'nesterov' out; so it is in the "
            + "run 'a[momentum=0]'")]
    [InlineData("train_samples: 10000\nmatrix: {dataset: [mnist, mnist-10k]}",
        "(6,27): EXP015: 'train_samples' is 10000, but the data set 'mnist-10k' has 9003 training samples; use at most that many, or leave the key out for "
            + "all; so it is in the run 'a[dataset=mnist-10k]'")]
    public void A_rule_that_a_run_breaks_is_reported_once_at_the_value_closest_to_it(string lines,
        string error) => Expect.ErrorsAfterValid(lines + "\n", error);

    [Fact]
    public void What_makes_no_sense_can_be_excluded() =>
        Expect.ErrorsAfterValid("matrix: {layers: [1, 2], dropout: [0, 0.5]}\nexclude: [{layers: 1, dropout: .5}]\n");

    [Fact]
    public void A_key_that_nothing_gives_is_missing_from_the_spec() => Expect.Errors(
        "batch_size: 1\nepochs: 1\nmatrix: {hidden_size: [1, 2]}\n", "(1,1): EXP005: a spec needs the key 'learning_rate' (a number greater than 0)");

    [Fact]
    public void A_case_without_a_key_that_the_matrix_alone_gives_lacks_it() => Expect.Errors(
        "batch_size: 1\nepochs: 1\nlearning_rate: 1\nmatrix: {hidden_size: [1, 2]}\ncases:\n  - {hidden_size: 3}\n  - {layers: 2}\n",
        "(7,5): EXP005: this case needs the key 'hidden_size' (an integer from 1 to 4096)");

    [Fact]
    public void A_matrix_without_a_key_that_a_case_alone_gives_lacks_it() => Expect.Errors(
        "batch_size: 1\nepochs: 1\nlearning_rate: 1\nmatrix: {layers: [1, 2]}\ncases:\n  - {hidden_size: 3}\n",
        "(4,1): EXP005: the matrix needs the key 'hidden_size' (an integer from 1 to 4096)");

    [Theory]
    [InlineData("seeds: [{0}]\n", 10001, "(5,1): EXP035: this makes 10,001 runs, more than the 10,000 allowed; ")]
    [InlineData("matrix: {{weight_decay: [{0}]}}\nseeds: [1, 2]\n", 5001, "(5,1): EXP035: this makes 10,002 runs, more than the 10,000 allowed; ")]
    [InlineData("matrix: {{weight_decay: [{0}], layers: [1, 2, 3]}}\n", 40000,
        "(5,1): EXP035: this makes 120,000 combinations, more than the 100,000 allowed; ")]
    public void Too_many_runs_are_refused_before_they_are_made(string lines, int count, string error) =>
        Expect.ErrorsAfterValid(string.Format(lines, string.Join(",", Enumerable.Range(0, count))),
            error + "give fewer values, or divide the family among several files");

    [Fact]
    public void A_run_s_name_has_its_limit()
    {
        string name = new('a', 190);
        Expect.ErrorsOf(
            [new SpecText($"experiments/{name}.yaml", SpecText.Valid + "cases: [{layers: 2}]\nseeds: [5]\n")],
            $"{name}.yaml(5,9): EXP036: the run's name '{name}[layers=2,seed=5]' has 207 bytes, more than the 200 allowed; vary fewer keys, or shorten the "
                + $"file's or its folders' names");
    }

    [Fact]
    public void A_shape_s_class_that_another_spec_has_is_an_error_naming_both() => Expect.ErrorsOf(
        [
            new SpecText("experiments/size.yaml", "batch_size: 1\nepochs: 1\nlearning_rate: 1\nmatrix: {hidden_size: [32, 64]}\n"),
            new SpecText("experiments/size32.yaml", SpecText.Valid),
        ],
        "size32.yaml(1,1): EXP013: 'experiments/size32.yaml' and 'experiments/size.yaml' both give the class 'Size32Model'; rename one of them");

    [Fact]
    public void A_published_list_may_be_as_long_as_the_longest_run() => Expect.Errors(
        "batch_size: 1\nhidden_size: 1\nlearning_rate: 1\nmatrix: {epochs: [1, 2]}\nreference: {source: a, test_losses: [1, 2, 3]}\n",
        "(5,44): EXP016: 'test_losses' has 3 values, but there are only 2 epochs; drop what is too much from here on, or raise 'epochs'");

    [Fact]
    public void A_matrix_may_have_100_000_combinations_and_not_one_more()
    {
        const string Rest = "hidden_size: 8\nlearning_rate: 1\n";
        string allowed = Rest + $"matrix: {{epochs: [{Numbers(10000)}], batch_size: [{Numbers(10)}]}}\nexclude:\n{Excluded(2, 10)}";
        string tooMany = Rest + $"matrix: {{epochs: [{Numbers(9091)}], batch_size: [{Numbers(11)}]}}\nexclude:\n{Excluded(2, 11)}";
        Assert.Equal(10_000, ParsedText.Of(allowed).Spec!.RunNames.Count());
        Assert.Equal(["EXP035"], ParsedText.Of(tooMany).Diagnostics.Select(error => error.Id));
    }

    private static string Numbers(int count) => string.Join(", ", Enumerable.Range(1, count));

    private static string Excluded(int from, int to) => string.Concat(Enumerable.Range(from, to - from + 1).Select(size => $"  - batch_size: {size}\n"));
}
