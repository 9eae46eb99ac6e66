using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Sweeps;

public sealed class ExitCodeTests : IDisposable
{
    private static readonly RunSpec s_a = Specs.Make("quick/a");
    private static readonly RunSpec s_b = Specs.Make("quick/b", epochs: 6);
    private static readonly RunSpec s_full = Specs.Make("full", dataset: "mnist", epochs: 20);
    private readonly CommandHarness _app = new(s_a, s_b, s_full);

    public ExitCodeTests()
    {
        foreach (RunSpec spec in _app.Catalog)
        {
            _app.Runs.Gives(spec, RunStatus.Completed);
        }
    }

    public void Dispose() => _app.Dispose();

    [Fact]
    public void All_equal_ends_0() => Assert.Equal(0, _app.Run("sweep", "experiments/"));

    [Fact]
    public void A_failed_run_ends_1()
    {
        _app.Runs.Gives(s_b, RunStatus.Failed, error: "the loss became NaN in epoch 1, batch 3");
        Assert.Equal(1, _app.Run("sweep", "experiments/"));
    }

    [Fact]
    public void A_failure_does_not_keep_the_other_runs_from_running()
    {
        _app.Runs.Gives(s_a, RunStatus.Failed, error: "disk full");
        _app.Run("sweep", "experiments/");
        Assert.Equal(["quick/a", "quick/b", "full"], _app.Runs.Executed);
    }

    [Fact]
    public void A_failure_comes_before_a_snapshot_difference()
    {
        _app.Runs.Gives(s_a, RunStatus.Completed, SnapshotOutcome.NotEqual);
        _app.Runs.Gives(s_b, RunStatus.Failed, error: "disk full");
        Assert.Equal(1, _app.Run("sweep", "experiments/"));
    }

    [Fact]
    public void A_snapshot_difference_ends_3()
    {
        _app.Runs.Gives(s_a, RunStatus.Completed, SnapshotOutcome.NotEqual);
        Assert.Equal(3, _app.Run("run", "quick/a"));
    }

    [Fact]
    public void A_snapshot_difference_of_a_cached_run_ends_3()
    {
        _app.Runs.Holds(s_a, SnapshotOutcome.NotEqual);
        Assert.Equal(3, _app.Run("run", "quick/a"));
    }

    [Fact]
    public void No_check_never_ends_3()
    {
        _app.Runs.Gives(s_a, RunStatus.Completed, SnapshotOutcome.NotEqual);
        Assert.Equal(0, _app.Run("run", "quick/a", "--no-check"));
        Assert.False(_app.Runs.Options!.Check);
    }

    [Fact]
    public void A_new_snapshot_ends_0()
    {
        _app.Runs.Gives(s_a, RunStatus.Completed, SnapshotOutcome.New);
        Assert.Equal(0, _app.Run("run", "quick/a"));
    }

    [Fact]
    public void A_changed_spec_ends_0()
    {
        _app.Runs.Gives(s_a, RunStatus.Completed, SnapshotOutcome.Changed);
        Assert.Equal(0, _app.Run("sweep", "experiments/"));
    }

    [Fact]
    public void A_changed_spec_ends_3_with_CI()
    {
        _app.Ci = true;
        _app.Runs.Gives(s_a, RunStatus.Completed, SnapshotOutcome.Changed);
        Assert.Equal(3, _app.Run("sweep", "experiments/"));
    }

    [Fact]
    public void A_new_snapshot_ends_3_with_CI()
    {
        _app.Ci = true;
        _app.Runs.Gives(s_a, RunStatus.Completed, SnapshotOutcome.New);
        Assert.Equal(3, _app.Run("run", "quick/a"));
    }

    [Fact]
    public void A_new_snapshot_ends_0_with_CI_and_no_check()
    {
        _app.Ci = true;
        _app.Runs.Gives(s_a, RunStatus.Completed, SnapshotOutcome.New);
        Assert.Equal(0, _app.Run("run", "quick/a", "--no-check"));
    }

    [Fact]
    public void A_snapshot_difference_comes_before_missing_data()
    {
        _app.Runs.Gives(s_a, RunStatus.Completed, SnapshotOutcome.NotEqual);
        _app.Runs.Gives(s_full, RunStatus.DataUnavailable, error: "mnist: the data set is missing");
        Assert.Equal(3, _app.Run("run", "quick/a", "full"));
    }

    [Theory]
    [InlineData("run", "full")]
    [InlineData("sweep", "full")]
    [InlineData("sweep", "experiments/full.yaml")]
    public void Missing_data_of_a_named_run_ends_4(string verb, string word)
    {
        _app.Runs.Gives(s_full, RunStatus.DataUnavailable, error: "mnist: the data set is missing");
        Assert.Equal(4, _app.Run(verb, "quick/a", word));
    }

    [Theory]
    [InlineData("experiments/")]
    [InlineData("experiments/**/*.yaml")]
    public void Missing_data_of_a_run_in_a_folder_or_glob_ends_0(string word)
    {
        _app.Runs.Gives(s_full, RunStatus.DataUnavailable, error: "mnist: the data set is missing");
        Assert.Equal(0, _app.Run("sweep", word));
    }

    [Fact]
    public void A_run_named_beside_its_folder_is_a_named_run()
    {
        _app.Runs.Gives(s_full, RunStatus.DataUnavailable, error: "mnist: the data set is missing");
        Assert.Equal(4, _app.Run("sweep", "experiments/", "full"));
    }

    [Fact]
    public void Missing_data_of_any_run_ends_4_with_CI()
    {
        _app.Ci = true;
        _app.Runs.Gives(s_full, RunStatus.DataUnavailable, error: "mnist: the data set is missing");
        Assert.Equal(4, _app.Run("sweep", "experiments/"));
    }

    [Fact]
    public void Missing_data_of_all_runs_of_a_folder_ends_4()
    {
        _app.Runs.Gives(s_a, RunStatus.DataUnavailable, error: "missing");
        _app.Runs.Gives(s_b, RunStatus.DataUnavailable, error: "missing");
        Assert.Equal(4, _app.Run("sweep", "experiments/quick"));
    }

    [Fact]
    public void An_interrupted_run_ends_130_whatever_else_failed()
    {
        _app.Runs.Gives(s_a, RunStatus.Failed, error: "disk full");
        _app.Runs.Gives(s_b, RunStatus.Interrupted);
        Assert.Equal(130, _app.Run("run", "quick/a", "quick/b"));
    }

    [Fact]
    public void A_signal_between_two_runs_ends_130_and_starts_no_further_run()
    {
        _app.Runs.During = (_, _, _) => _app.Signal.Cancel();
        Assert.Equal(130, _app.Run("sweep", "experiments/"));
        Assert.Equal(["quick/a"], _app.Runs.Executed);
    }

    [Fact]
    public void Fail_fast_starts_no_run_after_a_failure()
    {
        _app.Runs.Gives(s_a, RunStatus.Failed, error: "disk full");
        Assert.Equal(1, _app.Run("sweep", "experiments/", "--fail-fast"));
        Assert.Equal(["quick/a"], _app.Runs.Executed);
    }

    [Fact]
    public void Fail_fast_starts_no_run_after_a_snapshot_difference()
    {
        _app.Runs.Gives(s_a, RunStatus.Completed, SnapshotOutcome.NotEqual);
        Assert.Equal(3, _app.Run("sweep", "experiments/", "--fail-fast"));
        Assert.Equal(["quick/a"], _app.Runs.Executed);
    }

    [Fact]
    public void A_fault_of_the_program_in_one_run_is_that_runs_failure()
    {
        _app.Runs.During = (spec, _, _) =>
        {
            if (spec == s_a)
            {
                throw new InvalidOperationException("a bug");
            }
        };
        Assert.Equal(1, _app.Run("sweep", "experiments/"));
        Assert.Equal(["quick/a", "quick/b", "full"], _app.Runs.Executed);
        Assert.Contains("InvalidOperationException: a bug", _app.Error);
    }
}
