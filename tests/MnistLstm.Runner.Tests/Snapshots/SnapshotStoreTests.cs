using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Storage.Locks;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Snapshots;

public class SnapshotStoreTests
{
    private static readonly RunOptions s_force = new() { Force = true };

    [Fact]
    public void What_a_diverged_training_began_with_is_kept_in_its_entry_and_not_compared()
    {
        using TestRepository repository = new();
        RunSpec spec = Specs.OfNumbers(repository.Spec(epochs: 1));
        EpochMetrics diverged = Specs.NumberEpoch(1, 1e6) with { FirstBatchLoss = 16.25 };
        repository.Snapshots.WriteVerified("demo", [SnapshotEntry.Of(spec, "exact/1", null, [diverged])]);
        SnapshotEntry entry = Assert.Single(repository.Snapshots.ReadVerified("demo"));
        Assert.Equal((null, diverged), (entry.Fault, Assert.Single(entry.Epochs)));

        // Accepted by a version that did not keep it, or with it: the numbers are the same.
        Assert.All([diverged, diverged with { FirstBatchLoss = null }],
            epoch => Assert.Equal(SnapshotOutcome.Equal, repository.Snapshots.Compare(spec, [epoch]).Outcome));
    }

    [Fact]
    public void A_run_that_was_stopped_early_is_equal_to_its_snapshot_and_its_first_epoch_is_too()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Stopped();
        repository.Accept(spec);
        IReadOnlyList<EpochMetrics> epochs = repository.Results.Read(spec).Epochs;
        Assert.Equal(5, Assert.Single(SnapshotFile.Parse(repository.Read("experiments/snapshots/demo.verified.json"), "f", "demo")).Epochs.Count);
        Assert.Equal(SnapshotOutcome.Equal, repository.Snapshots.Check(spec, epochs).Outcome);
        Assert.Equal(SnapshotOutcome.Equal, repository.Snapshots.Check(spec, [epochs[0]]).Outcome);
    }

    [Fact]
    public void An_entry_that_ends_before_it_was_stopped_has_lost_epochs()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Stopped();
        string text = SnapshotFile.Format("demo",
            [SnapshotEntry.Of(spec, "exact/1", null, [.. Enumerable.Range(1, 4).Select(e => repository.Training.Metrics(spec, e))])]);
        Assert.Contains("it has 4 epochs, its spec says 9", Assert.Single(SnapshotFile.Parse(text, "f", "demo")).Fault);
    }

    [Fact]
    public void Comparing_never_changes_the_accepted_file_and_keeps_what_differs_beside_it()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Accept(spec);
        string before = repository.Read("experiments/snapshots/demo.verified.json");
        repository.Training.Shift = 0.5;

        RunResult result = repository.Execute(spec, s_force);

        Assert.Equal(SnapshotOutcome.NotEqual, result.Snapshot.Outcome);
        Assert.Equal(before, repository.Read("experiments/snapshots/demo.verified.json"));
        Assert.Equal(result.Epochs, Assert.Single(repository.Snapshots.ReadReceived("demo")).Epochs);
    }

    [Fact]
    public void What_is_equal_again_is_taken_out_of_what_waits()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Accept(spec);
        repository.Training.Shift = 0.5;
        repository.Execute(spec, s_force);
        repository.Training.Shift = 0;

        Assert.Equal(SnapshotOutcome.Equal, repository.Execute(spec, s_force).Snapshot.Outcome);
        Assert.False(File.Exists(repository.Layout.ReceivedFile("demo")));
    }

    [Fact]
    public void Received_runs_of_one_file_are_merged_and_leave_one_by_one()
    {
        using TestRepository repository = new();
        RunSpec[] specs = [.. Family(repository)];
        repository.Accept(specs);
        repository.Training.Shift = 0.5;
        foreach (RunSpec spec in specs.Reverse())
        {
            repository.Execute(spec, s_force);
        }

        Assert.Equal(["a[seed=1]", "a[seed=2]"], repository.Snapshots.ReadReceived("a").Select(e => e.Name));
        repository.Training.Shift = 0;
        repository.Execute(specs[0], s_force);
        Assert.Equal("a[seed=2]", Assert.Single(repository.Snapshots.ReadReceived("a")).Name);
    }

    [Fact]
    public void Runs_of_one_file_that_differ_at_the_same_time_are_all_kept()
    {
        using TestRepository repository = new();
        RunSpec[] specs = [.. Enumerable.Range(0, 12).Select(i => repository.Spec($"a[seed={i}]", experiment: "a", settings: ("seed", $"{i}")))];
        repository.Accept(specs);

        // A store for each, as processes have.
        Parallel.ForEach(specs, spec => new SnapshotStore(repository.Layout, readOnly: false).Check(spec, Shifted(spec)));

        Assert.Equal(12, repository.Snapshots.ReadReceived("a").Count);
    }

    [Fact]
    public void The_differences_of_a_sweep_are_written_once_for_each_experiment()
    {
        using TestRepository repository = new();
        RunSpec[] specs = [.. Family(repository)];
        repository.Accept(specs);
        repository.Training.Shift = 0.5;
        using (repository.Snapshots.KeepTogether(fault => Assert.Fail(fault)))
        {
            Assert.All(specs, spec => Assert.Equal(SnapshotOutcome.NotEqual, repository.Execute(spec, s_force).Snapshot.Outcome));
            Assert.False(File.Exists(repository.Layout.ReceivedFile("a")));
        }

        Assert.Equal(["a[seed=1]", "a[seed=2]"], repository.Snapshots.ReadReceived("a").Select(e => e.Name));
        repository.Training.Shift = 0;
        using (repository.Snapshots.KeepTogether(fault => Assert.Fail(fault)))
        {
            repository.Execute(specs[0], s_force);
        }

        Assert.Equal("a[seed=2]", Assert.Single(repository.Snapshots.ReadReceived("a")).Name);
    }

    [Fact]
    public void Differences_of_a_sweep_that_cannot_be_kept_are_told_at_its_end()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Accept(spec);
        Directory.CreateDirectory(Path.Combine(repository.Layout.ReceivedFile("demo"), "in the way"));
        repository.Training.Shift = 0.5;
        List<string> faults = [];
        using (repository.Snapshots.KeepTogether(faults.Add))
        {
            Assert.Empty(repository.Execute(spec, s_force).Notes);
        }

        Assert.StartsWith("demo: the differences could not be kept for review", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void An_interrupted_sweep_keeps_its_differences_and_waits_for_nobody_to_do_so()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Accept(spec);
        repository.Training.Shift = 0.5;
        using CancellationTokenSource interruption = new();
        List<string> faults = [];
        using (OwnedLock held = repository.Snapshots.Lock(null, CancellationToken.None))
        using (repository.Snapshots.KeepTogether(faults.Add, interruption.Token))
        {
            repository.Execute(spec, s_force);
            interruption.Cancel();
        }

        Assert.StartsWith("demo: the differences were not kept for review: interrupted while another process", Assert.Single(faults), StringComparison.Ordinal);
        using (repository.Snapshots.KeepTogether(fault => Assert.Fail(fault), interruption.Token))
        {
            repository.Execute(spec, s_force);
        }

        Assert.Equal("demo", Assert.Single(repository.Snapshots.ReadReceived("demo")).Name);
    }

    [Fact]
    public void A_difference_that_waits_already_is_not_written_again()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Accept(spec);
        repository.Training.Shift = 0.5;
        repository.Execute(spec, s_force);
        File.SetLastWriteTimeUtc(repository.Layout.ReceivedFile("demo"), DateTime.UnixEpoch);
        repository.Execute(spec, s_force);
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(repository.Layout.ReceivedFile("demo")));
        repository.Training.Shift = 0.25;
        repository.Execute(spec, s_force);
        Assert.NotEqual(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(repository.Layout.ReceivedFile("demo")));
    }

    [Fact]
    public void Under_CI_nothing_is_written_below_experiments()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Accept(spec);
        string[] before = [.. Directory.GetFileSystemEntries(repository.Layout.Experiments, "*", SearchOption.AllDirectories).Order()];
        repository.Training.Shift = 0.5;

        RunResult result = repository.Executor(new SnapshotStore(repository.Layout, readOnly: true)).Execute(spec, s_force);

        Assert.Equal(SnapshotOutcome.NotEqual, result.Snapshot.Outcome);
        Assert.Equal(before, Directory.GetFileSystemEntries(repository.Layout.Experiments, "*", SearchOption.AllDirectories).Order());
    }

    [Fact]
    public void A_damaged_file_is_not_equal_and_names_file_and_line()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Accept(spec);
        string path = repository.Layout.VerifiedFile("demo");
        File.WriteAllText(path, File.ReadAllText(path)[..200]);

        RunResult result = repository.Execute(spec);

        Assert.Equal(SnapshotOutcome.NotEqual, result.Snapshot.Outcome);
        Assert.StartsWith("experiments/snapshots/demo.verified.json(", Assert.Single(result.Snapshot.Explanation), StringComparison.Ordinal);
    }

    [Fact]
    public void A_difference_that_cannot_be_kept_for_review_still_counts()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Accept(spec);
        Directory.CreateDirectory(Path.Combine(repository.Layout.ReceivedFile("demo"), "in the way"));
        repository.Training.Shift = 0.5;

        RunResult result = repository.Execute(spec, s_force);

        Assert.Equal((RunStatus.Completed, SnapshotOutcome.NotEqual), (result.Status, result.Snapshot.Outcome));
        Assert.StartsWith("the difference could not be kept for review", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_stored_results_writes_nothing()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Accept(spec);
        repository.Training.Shift = 0.5;
        repository.Execute(spec, new RunOptions { Force = true, Check = false });

        Assert.Equal(SnapshotOutcome.NotEqual, repository.Results.Read(spec).Snapshot.Outcome);
        Assert.False(File.Exists(repository.Layout.ReceivedFile("demo")));
    }

    internal static IEnumerable<RunSpec> Family(TestRepository repository) =>
        Enumerable.Range(1, 2).Select(i => repository.Spec($"a[seed={i}]", experiment: "a", settings: ("seed", $"{i}")));

    private static List<EpochMetrics> Shifted(RunSpec spec)
    {
        FakeTraining training = new() { Shift = 0.5 };
        return [.. Enumerable.Range(1, spec.Epochs).Select(e => training.Metrics(spec, e))];
    }
}
