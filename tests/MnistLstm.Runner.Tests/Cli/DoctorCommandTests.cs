using MnistLstm.Runner.Runs.Review;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Cli;

public sealed class DoctorCommandTests : IDisposable
{
    private static readonly RunSpec s_a = Specs.Make("quick/a");
    private readonly CommandHarness _app = new(s_a);

    public void Dispose() => _app.Dispose();

    [Fact]
    public void A_fit_machine_ends_0_though_data_is_missing()
    {
        Assert.Equal(0, _app.Run("doctor"));
        Assert.Contains("engine     exact/1, self-test  ok\nspecs      1 runs built in  ok\nsnapshots  each belongs to a run  ok\n", _app.Output,
            StringComparison.Ordinal);
        Assert.Contains("data       mnist missing: dotnet run -- data fetch mnist\n", _app.Output, StringComparison.Ordinal);
        Assert.Contains("data       mnist-10k built in\n", _app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_engine_with_other_bits_ends_1_and_says_so()
    {
        _app.EngineFault = "this machine computes 1 where exact/1 gives 2";
        Assert.Equal(1, _app.Run("doctor"));
        Assert.Contains("self-test  FAULT\n           this machine computes 1 where exact/1 gives 2\n", _app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spec_changed_after_the_build_ends_1_and_is_named()
    {
        _app.Stale = "experiments/quick/a.yaml changed after the build";
        Assert.Equal(1, _app.Run("doctor"));
        Assert.Contains("built in  FAULT\n           experiments/quick/a.yaml changed after the build\n", _app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spec_that_is_not_built_in_ends_1_and_no_snapshot_is_called_orphaned()
    {
        _app.Write("experiments/left-out.yaml");
        _app.Snapshots.Orphaned.Add(new SnapshotOrphan("experiments/snapshots/left-out.verified.json", null, "remove it: git rm it"));
        Assert.Equal(1, _app.Run("doctor"));
        Assert.Contains("specs      1 runs built in  FAULT\n           experiments/left-out.yaml is there and not built in\n", _app.Output,
            StringComparison.Ordinal);
        Assert.Contains("snapshots  not looked at: specs that are not built in may own any of them\n", _app.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("git rm", _app.Output + _app.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_that_cannot_be_made_is_a_fault_of_its_row_and_the_rows_after_it_are_shown()
    {
        _app.Snapshots.OrphansFail = new UnauthorizedAccessException("Access to the path 'snapshots' is denied.");
        Assert.Equal(1, _app.Run("doctor"));
        Assert.Contains("run  FAULT\n           UnauthorizedAccessException: Access to the path 'snapshots' is denied.\n", _app.Output,
            StringComparison.Ordinal);
        Assert.Contains("data       mnist-10k built in\n", _app.Output, StringComparison.Ordinal);
    }
}
