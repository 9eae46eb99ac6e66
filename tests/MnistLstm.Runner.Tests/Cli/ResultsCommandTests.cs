using System.Text.Json.Nodes;

namespace MnistLstm.Runner.Tests.Cli;

public sealed class ResultsCommandTests : IDisposable
{
    private readonly CommandHarness _app = new(Specs.Make("quick/a"));

    public ResultsCommandTests()
    {
        _app.Write("results/gone/0123456789abcdef/epochs.jsonl");
        _app.Write("results/sweeps/old[seed=1]/0123456789abcdef/epochs.jsonl");
    }

    public void Dispose() => _app.Dispose();

    [Fact]
    public void List_shows_what_is_there_and_what_needs_it()
    {
        _app.Width = 120;
        Assert.Equal(0, _app.Run("results", "list"));
        Assert.Contains("gone                0123456789abcdef  damaged  -       -         0.0 KiB  no, spec gone", _app.Output, StringComparison.Ordinal);
        Assert.Contains("2 results, 0.0 KiB; 2 of them, 0.0 KiB, are needed by nothing: dotnet run -- results prune\n", _app.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void List_gives_the_same_rows_as_JSON_and_CSV()
    {
        Assert.Equal(0, _app.Run("results", "list", "gone", "--format", "json"));
        JsonNode row = Assert.Single(JsonNode.Parse(_app.Output)!["results"]!.AsArray())!;
        Assert.Equal(("gone", "orphaned", 0L), ((string?)row["run"], (string?)row["standing"], (long)row["bytes"]!));
        Assert.Equal(0, _app.Run("results", "list", "gone", "--format", "csv"));
        Assert.StartsWith("run,fingerprint,status,engine,finished,bytes,standing,why,folder\ngone,0123456789abcdef,damaged,,,0,orphaned,", _app.Output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sweeps")]
    [InlineData("sweeps/old")]
    [InlineData("sweeps/old[seed=1]")]
    [InlineData("experiments/sweeps/old.yaml")]
    [InlineData("*seed*")]
    public void A_name_a_folder_and_a_pattern_mean_runs_that_no_spec_gives_any_more(string word)
    {
        Assert.Equal(0, _app.Run("results", "list", word));
        Assert.Contains("old[seed=1]", _app.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("gone  ", _app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_without_result_is_a_usage_error()
    {
        Assert.Equal(2, _app.Run("results", "prune", "nothing"));
        Assert.Contains("no stored result is of 'nothing'", _app.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prune")]
    [InlineData("prune", "--dry-run")]
    [InlineData("prune", "--dry-run", "--yes")]
    public void Prune_says_what_it_would_remove_and_removes_nothing(params string[] words)
    {
        Assert.Equal(0, _app.Run(["results", .. words]));
        Assert.StartsWith("Would remove gone, 0123456789abcdef (0.0 KiB): no spec gives this run any more", _app.Output, StringComparison.Ordinal);
        Assert.Contains("nothing is removed yet: dotnet run -- results prune --yes\n", _app.Error, StringComparison.Ordinal);
        Assert.True(Directory.Exists(Path.Combine(_app.Root, "results/gone")));
    }

    [Fact]
    public void Prune_with_yes_removes_what_it_names()
    {
        Assert.Equal(0, _app.Run("results", "prune", "gone", "--yes"));
        Assert.StartsWith("Removed gone, 0123456789abcdef", _app.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_app.Root, "results/gone")));
        Assert.True(Directory.Exists(Path.Combine(_app.Root, "results/sweeps")));
    }

    [Fact]
    public void Prune_removes_nothing_when_no_spec_is_built_in()
    {
        _app.Catalog.Clear();
        Assert.Equal(2, _app.Run("results", "prune", "--yes"));
        Assert.True(Directory.Exists(Path.Combine(_app.Root, "results/gone")));
    }
}
