using MnistLstm.Generators.Tests.Running;

namespace MnistLstm.Generators.Tests.Diagnostics;

public class KeyErrorTests
{
    [Fact]
    public void An_unknown_key_names_the_nearest() => Expect.Errors(
        "# comment\nbatch_size: 1\nepochs: 1\nhiden_size: 5\nlearning_rate: 1\nhidden_size: 5\n",
        "(4,1): EXP003: unknown key 'hiden_size'; did you mean 'hidden_size'?");

    [Theory]
    [InlineData("lr", "learning_rate")]
    [InlineData("num_layers", "layers")]
    [InlineData("bidirectional", "direction")]
    [InlineData("Optimizer", "optimizer")]
    [InlineData("weight-decay", "weight_decay")]
    [InlineData("wieght_decay", "weight_decay")]
    public void A_key_of_another_tool_or_spelling_is_recognised(string written, string meant) => Expect.ErrorsAfterValid(
        $"{written}: 1\n", $"(5,1): EXP003: unknown key '{written}'; did you mean '{meant}'?");

    [Fact]
    public void An_unknown_key_like_no_other_comes_with_all_that_there_are() =>
        Expect.ErrorsAfterValid("colour: red\n", "(5,1): EXP003: unknown key 'colour'" + Expect.SpecKeys);

    [Fact]
    public void An_empty_key_is_unknown() => Expect.ErrorsAfterValid("\"\": red\n", "(5,1): EXP003: unknown key ''" + Expect.SpecKeys);

    [Fact]
    public void A_duplicate_key_names_the_first() =>
        Expect.ErrorsAfterValid("epochs: 3\n", "(5,1): EXP004: key 'epochs' is already given on line 4; keep one of the two");

    [Fact]
    public void Missing_keys_are_reported_where_the_spec_begins() => Expect.Errors(
        "# comment\nseed: 1\nepochs: 4\n",
        "(2,1): EXP005: a spec needs the key 'hidden_size' (an integer from 1 to 4096)",
        "(2,1): EXP005: a spec needs the key 'batch_size' (an integer from 1 to 60000)",
        "(2,1): EXP005: a spec needs the key 'learning_rate' (a number greater than 0)");

    [Fact]
    public void A_misspelt_key_is_not_reported_as_missing_as_well() => Expect.Errors(
        "# comment\nbatch_size: 1\nepochs: 1\nhiden_size: 5\nlr: 1\n",
        "(4,1): EXP003: unknown key 'hiden_size'; did you mean 'hidden_size'?",
        "(5,1): EXP003: unknown key 'lr'; did you mean 'learning_rate'?");

    [Fact]
    public void A_missing_key_that_no_unknown_key_means_is_reported_beside_it() => Expect.Errors(
        "hiden_size: 5\nbatch_size: 1\nlearning_rate: 1\n",
        "(1,1): EXP003: unknown key 'hiden_size'; did you mean 'hidden_size'?",
        "(1,1): EXP005: a spec needs the key 'epochs' (an integer from 1 to 10000)");

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    [InlineData("---\n")]
    [InlineData("\uFEFF")]
    public void An_empty_file_says_what_is_needed(string text) => Expect.Errors(
        text, "(1,1): EXP011: a spec is a list of 'key: value' lines, got an empty file; at least 'hidden_size', 'batch_size', 'learning_rate', "
            + "'epochs' are needed");

    [Theory]
    [InlineData("- a\n", "a list")]
    [InlineData("word\n", "'word'")]
    public void A_top_level_that_is_no_mapping_says_what_is_needed(string text, string got) => Expect.Errors(
        text, $"(1,1): EXP011: a spec is a list of 'key: value' lines, got {got}; at least 'hidden_size', 'batch_size', 'learning_rate', 'epochs' are needed");

    [Fact]
    public void All_errors_of_all_files_are_reported_and_good_files_keep_their_code()
    {
        GeneratorRun run = GeneratorRun.Of(
        [
            new SpecText("experiments/b.yaml", SpecText.Valid + "foo: 1\nbar: 2\n"),
            new SpecText("experiments/c.yaml", SpecText.Valid),
            new SpecText("experiments/a.yaml", "epochs: [\n"),
        ]);
        Assert.Equal(
            [
                "a.yaml(1,9): EXP001: the YAML is malformed: '[' is never closed by ']'",
                "a.yaml(1,9): EXP006: 'epochs' must be an integer from 1 to 10000, got a list",
                "b.yaml(5,1): EXP003: unknown key 'foo'" + Expect.SpecKeys,
                "b.yaml(6,1): EXP003: unknown key 'bar'" + Expect.SpecKeys,
            ],
            run.Errors);
        Assert.Equal(["ExperimentCatalog.g.cs", "Models/c.g.cs", "Runs/c.g.cs"], run.Sources.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Only_the_project_with_the_models_reports_errors() => Assert.Empty(GeneratorRun.Of("experiments/a.yaml", "foo: 1\n", "tests").Errors);
}
