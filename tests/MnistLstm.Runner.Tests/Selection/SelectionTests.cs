using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Tests.Cli;

namespace MnistLstm.Runner.Tests.Selection;

public sealed class SelectionTests : IDisposable
{
    private const string Family = "sweeps/size";
    private readonly CommandHarness _app = new(
        Specs.Make("bilstm-64"), Specs.Make("lstm-128"), Specs.Make("quick/bilstm-64"), Specs.Make("quick/lstm-128"), Specs.Make("quick/lstm-32"),
        Specs.Make(Family + "[hidden_size=32,seed=1]", experiment: Family), Specs.Make(Family + "[hidden_size=64,seed=1]", experiment: Family));

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("lstm-128", "lstm-128")]
    [InlineData("quick/lstm-128", "quick/lstm-128")]
    [InlineData("sweeps/size[hidden_size=32,seed=1]", "sweeps/size[hidden_size=32,seed=1]")]
    [InlineData("sweeps/size", "sweeps/size[hidden_size=32,seed=1] sweeps/size[hidden_size=64,seed=1]")]
    [InlineData("experiments/lstm-128.yaml", "lstm-128")]
    [InlineData("./experiments/lstm-128.yaml", "lstm-128")]
    [InlineData("experiments/../experiments/quick/lstm-32.yaml", "quick/lstm-32")]
    [InlineData("quick/lstm-32.yaml", "quick/lstm-32")]
    [InlineData("experiments/quick/lstm-32", "quick/lstm-32")]
    [InlineData("experiments/sweeps/size.yaml", "sweeps/size[hidden_size=32,seed=1] sweeps/size[hidden_size=64,seed=1]")]
    public void A_name_or_file_names_its_runs(string word, string expected)
    {
        IReadOnlyList<SelectedRun> runs = Select(word);
        Assert.Equal(expected, string.Join(' ', runs.Select(run => run.Spec.Name)));
        Assert.All(runs, run => Assert.True(run.Named));
    }

    [Theory]
    [InlineData("experiments/quick", "quick/bilstm-64 quick/lstm-128 quick/lstm-32")]
    [InlineData("experiments/quick/", "quick/bilstm-64 quick/lstm-128 quick/lstm-32")]
    [InlineData("quick", "quick/bilstm-64 quick/lstm-128 quick/lstm-32")]
    [InlineData("experiments/quick/lstm-*.yaml", "quick/lstm-128 quick/lstm-32")]
    [InlineData("./experiments/*.yaml", "bilstm-64 lstm-128")]
    [InlineData("experiments/**/bilstm-*", "bilstm-64 quick/bilstm-64")]
    [InlineData("quick/lstm-*", "quick/lstm-128 quick/lstm-32")]
    public void A_folder_or_glob_takes_what_is_below_without_naming_it(string word, string expected)
    {
        IReadOnlyList<SelectedRun> runs = Select(word);
        Assert.Equal(expected, string.Join(' ', runs.Select(run => run.Spec.Name)));
        Assert.All(runs, run => Assert.False(run.Named));
    }

    [Theory]
    [InlineData("experiments/")]
    [InlineData("experiments")]
    [InlineData(".")]
    public void The_experiments_folder_and_the_repository_mean_all_runs(string word) => Assert.Equal(_app.Catalog, Select(word).Select(run => run.Spec));

    [Fact]
    public void An_absolute_path_is_read_like_a_relative_one() =>
        Assert.Equal("quick/lstm-32", Assert.Single(Select(Path.Combine(_app.Root, "experiments", "quick", "lstm-32.yaml"))).Spec.Name);

    [Fact]
    public void A_path_relative_to_the_current_folder_is_read_from_there()
    {
        SpecPaths paths = new(_app.Root, Path.Combine(_app.Root, "experiments", "quick"));
        Assert.Equal("quick/lstm-128", Assert.Single(new RunSelector(_app.Catalog, paths).Select(["lstm-128.yaml"])).Spec.Name);
    }

    [Fact]
    public void Brackets_in_a_name_are_never_a_glob()
    {
        UsageException error = Assert.Throws<UsageException>(() => Select("quick/lstm-[13]2"));
        Assert.Contains("no run, experiment, file or folder is called 'quick/lstm-[13]2'", error.Message);
    }

    [Fact]
    public void A_run_meant_twice_is_there_once_and_named_if_either_word_names_it()
    {
        IReadOnlyList<SelectedRun> runs = Select("experiments/quick", "quick/lstm-32");
        Assert.Equal(3, runs.Count);
        Assert.Equal("quick/lstm-32", Assert.Single(runs, run => run.Named).Spec.Name);
    }

    [Fact]
    public void Words_keep_their_order() =>
        Assert.Equal(["quick/lstm-32", "bilstm-64"], Select("quick/lstm-32", "bilstm-64").Select(run => run.Spec.Name));

    [Fact]
    public void No_word_means_all_runs() => Assert.Equal(_app.Catalog.Count, Select().Count);

    [Fact]
    public void A_file_added_after_the_build_says_so_and_how_to_build()
    {
        _app.Write("experiments/my-idea.yaml");
        UsageException error = Assert.Throws<UsageException>(() => Select("experiments/my-idea.yaml"));
        Assert.Contains("'experiments/my-idea.yaml' is not built in: it was added after the build", error.Message);
        Assert.Contains("dotnet build", Assert.Single(error.Help));
    }

    [Fact]
    public void The_name_of_a_file_added_after_the_build_says_so_too()
    {
        _app.Write("experiments/my-idea.yaml");
        Assert.Contains("is not built in", Assert.Throws<UsageException>(() => Select("my-idea")).Message);
    }

    [Fact]
    public void A_draft_says_that_it_is_one_and_how_to_take_it_in()
    {
        _app.Write("experiments/my-idea.draft.yaml");
        UsageException error = Assert.Throws<UsageException>(() => Select("experiments/my-idea.draft.yaml"));
        Assert.Contains("is a draft", error.Message);
        Assert.Equal("take it in: mv experiments/my-idea.draft.yaml experiments/my-idea.yaml", Assert.Single(error.Help));
    }

    [Fact]
    public void A_yml_file_says_how_to_rename_it()
    {
        _app.Write("experiments/my-idea.yml");
        UsageException error = Assert.Throws<UsageException>(() => Select("experiments/my-idea.yml"));
        Assert.Equal("rename it: mv experiments/my-idea.yml experiments/my-idea.yaml", Assert.Single(error.Help));
    }

    [Fact]
    public void A_file_outside_experiments_says_where_it_belongs()
    {
        _app.Write("other/my-idea.yaml");
        Assert.Contains("is outside experiments/", Assert.Throws<UsageException>(() => Select("other/my-idea.yaml")).Message);
    }

    [Fact]
    public void A_folder_without_specs_says_so()
    {
        Directory.CreateDirectory(Path.Combine(_app.Root, "experiments", "empty"));
        Assert.Equal("no experiments in 'experiments/empty': it holds no .yaml file", Assert.Throws<UsageException>(() => Select("experiments/empty")).Message);
    }

    [Fact]
    public void A_folder_whose_specs_were_all_added_after_the_build_says_so()
    {
        _app.Write("experiments/fresh/a.yaml");
        Assert.Contains("none of the 1 experiments in 'experiments/fresh' is built in",
            Assert.Throws<UsageException>(() => Select("experiments/fresh")).Message);
    }

    [Fact]
    public void A_mistyped_path_gets_the_nearest_path() =>
        Assert.Equal(
            "no file 'experiments/quick/lstm-23.yaml'; did you mean 'experiments/quick/lstm-32.yaml'?",
            Assert.Throws<UsageException>(() => Select("experiments/quick/lstm-23.yaml")).Message);

    [Fact]
    public void A_glob_without_match_says_what_it_is_matched_with() =>
        Assert.StartsWith("no experiment's path matches 'experiments/gru-*.yaml'",
            Assert.Throws<UsageException>(() => Select("experiments/gru-*.yaml")).Message);

    private IReadOnlyList<SelectedRun> Select(params string[] words) => new RunSelector(_app.Catalog, new SpecPaths(_app.Root, _app.Root)).Select(words);
}
