using MnistLstm.Runner.Runs.Review;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Selection;

/// <summary>Specs on disk that the program does not know.</summary>
public sealed class UnbuiltSpecTests : IDisposable
{
    private static readonly RunSpec s_a = Specs.Make("quick/a");
    private readonly CommandHarness _app = new(s_a);

    public UnbuiltSpecTests()
    {
        _app.Runs.Gives(s_a, RunStatus.Completed);
        _app.Write("experiments/quick/new one.yaml");
        _app.Write("experiments/top.yaml");
        _app.Write("experiments/quick/later.draft.yaml");
    }

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("experiments/quick/new one.yaml, experiments/top.yaml", "list")]
    [InlineData("experiments/quick/new one.yaml, experiments/top.yaml", "compare")]
    [InlineData("experiments/quick/new one.yaml, experiments/top.yaml", "sweep", "experiments/")]
    [InlineData("experiments/quick/new one.yaml, experiments/top.yaml", "sweep", ".")]
    [InlineData("experiments/quick/new one.yaml, experiments/top.yaml", "snapshots", "review")]
    [InlineData("experiments/quick/new one.yaml", "sweep", "experiments/quick")]
    [InlineData("experiments/quick/new one.yaml", "list", "experiments/quick/*.yaml")]
    [InlineData("experiments/quick/new one.yaml", "sweep", "quick", "--dry-run")]
    public void What_was_meant_and_is_not_built_in_ends_1_and_is_named_after_all_else(string left, params string[] line)
    {
        Assert.Equal(1, _app.Run(line));
        Assert.EndsWith(
            $"error: not built in, so left out here: {left}\nhelp:  dotnet build MnistLstm.Experiments.csproj builds them in, or says what is "
                + $"wrong with them\n", _app.Error);
    }

    [Fact]
    public void The_others_are_trained_and_shown()
    {
        _app.Run("sweep", "experiments/", "--format", "csv");
        Assert.Equal(["quick/a"], _app.Runs.Executed);
        Assert.Contains("\nquick/a,", _app.Output);
    }

    [Fact]
    public void A_named_run_does_not_ask_for_the_others() => Assert.Equal(0, _app.Run("run", "quick/a"));

    [Fact]
    public void A_program_with_no_run_at_all_and_specs_on_disk_ends_1()
    {
        _app.Catalog.Clear();
        Assert.Equal(1, _app.Run("list"));
        Assert.Equal(2, _app.Run("sweep", "experiments/"));
        Assert.Contains("none of the 3 experiments in 'experiments/' is built in", _app.Error);
    }

    [Fact]
    public void No_snapshot_is_called_orphaned_while_a_spec_is_left_out()
    {
        _app.Snapshots.Orphaned.Add(new SnapshotOrphan("experiments/snapshots/top.verified.json", null, "remove it: git rm it"));
        Assert.Equal(1, _app.Run("snapshots", "review"));
        Assert.DoesNotContain("git rm", _app.Output + _app.Error);
    }
}
