using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Runner.Runs.Review;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Storage.Locks;
using MnistLstm.Runner.Tests.Snapshots;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Runs;

public class SnapshotReviewTests
{
    private static readonly RunOptions s_force = new() { Force = true };

    [Fact]
    public void Accepting_a_new_run_writes_its_file_and_the_run_is_equal_then()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec("quick/demo");
        repository.Execute(spec);

        AcceptedSnapshot accepted = Assert.Single(repository.Review(spec).Accept([spec]));

        Assert.Equal(("experiments/snapshots/quick/demo.verified.json", 4, true), (accepted.File, accepted.Epochs, accepted.Written));
        Assert.Equal(SnapshotOutcome.Equal, repository.Execute(spec).Snapshot.Outcome);
    }

    [Fact]
    public void Accepting_one_run_leaves_the_others_as_they_are()
    {
        using TestRepository repository = new();
        RunSpec[] specs = [.. SnapshotStoreTests.Family(repository)];
        repository.Accept(specs);
        IReadOnlyList<SnapshotEntry> before = repository.Snapshots.ReadVerified("a");
        repository.Training.Shift = 0.5;
        repository.Execute(specs[0], s_force);
        repository.Execute(specs[1], s_force);

        repository.Review(specs).Accept([specs[1]]);

        IReadOnlyList<SnapshotEntry> after = repository.Snapshots.ReadVerified("a");
        Assert.Equal(before[0].Epochs, after[0].Epochs);
        Assert.NotEqual(before[1].Epochs, after[1].Epochs);
        Assert.Equal(specs[0].Name, Assert.Single(repository.Snapshots.ReadReceived("a")).Name);
    }

    [Fact]
    public void A_run_without_result_is_named_with_the_remedy_and_nothing_is_written()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        AcceptedSnapshot accepted = Assert.Single(repository.Review(spec).Accept([spec]));
        Assert.False(accepted.Written);
        Assert.Equal("demo: no result to accept; train it: dotnet run -- run demo", Assert.Single(accepted.WithoutResult).ToString());
        Assert.False(File.Exists(repository.Layout.VerifiedFile("demo")));
    }

    [Fact]
    public void Accepting_removes_entries_the_spec_no_longer_expands_to()
    {
        using TestRepository repository = new();
        RunSpec[] specs = [.. SnapshotStoreTests.Family(repository)];
        repository.Accept(specs);

        AcceptedSnapshot accepted = Assert.Single(repository.Review(specs[0]).Accept([specs[0]]));

        Assert.Equal("a[seed=2]", Assert.Single(accepted.Removed));
        Assert.Equal("a[seed=1]", Assert.Single(repository.Snapshots.ReadVerified("a")).Name);
    }

    [Fact]
    public void What_was_received_is_accepted_where_results_hold_nothing()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Accept(spec);
        repository.Training.Shift = 0.5;
        IReadOnlyList<EpochMetrics> received = repository.Execute(spec, s_force).Epochs;
        Directory.Delete(repository.Layout.Results, recursive: true);

        Assert.True(Assert.Single(repository.Review(spec).Accept([spec])).Written);

        Assert.Equal(received, repository.Snapshots.Find(spec)!.Epochs);
        Assert.DoesNotContain("sources_sha256", repository.Read("experiments/snapshots/demo.verified.json"), StringComparison.Ordinal);
        Assert.False(File.Exists(repository.Layout.ReceivedFile("demo")));
    }

    [Fact]
    public void What_other_sources_made_is_not_accepted()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Execute(spec);
        RunSpec changed = spec with { CodeSha256 = new string('e', 64) };
        Assert.Contains("made by other sources", Assert.Single(Assert.Single(repository.Review(changed).Accept([changed])).WithoutResult).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_received_of_another_spec_is_out_of_date()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Accept(spec);
        repository.Training.Shift = 0.5;
        repository.Execute(spec, s_force);
        RunSpec changed = repository.Spec(settings: ("learning_rate", "0.02"));
        Assert.Contains("what was received is out of date", Assert.Single(Assert.Single(repository.Review(changed).Accept([changed])).WithoutResult).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Accepting_does_not_cover_up_an_edit_of_another_run()
    {
        using TestRepository repository = new();
        RunSpec[] specs = [.. SnapshotStoreTests.Family(repository)];
        repository.Accept(specs);
        string path = repository.Layout.VerifiedFile("a");
        string text = File.ReadAllText(path);
        int digit = text.IndexOf("0.8", text.IndexOf("train_loss", StringComparison.Ordinal), StringComparison.Ordinal);
        File.WriteAllText(path, text[..digit] + "0.7" + text[(digit + 3)..]);

        AcceptedSnapshot refused = Assert.Single(repository.Review(specs).Accept([specs[1]]));

        Assert.False(refused.Written);
        Assert.Contains("epoch 1 was edited by hand (a[seed=1])", refused.Fault, StringComparison.Ordinal);
        Assert.True(Assert.Single(repository.Review(specs).Accept([specs[0]])).Written);
    }

    [Fact]
    public void Rejecting_drops_what_was_received_and_nothing_else()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Accept(spec);
        string before = repository.Read("experiments/snapshots/demo.verified.json");
        repository.Training.Shift = 0.5;
        repository.Execute(spec, s_force);

        Assert.Equal(["demo"], repository.Review(spec).Reject([spec]).Dropped);
        Assert.Empty(repository.Review(spec).Reject([spec]).Dropped);
        Assert.False(File.Exists(repository.Layout.ReceivedFile("demo")));
        Assert.Equal(before, repository.Read("experiments/snapshots/demo.verified.json"));
    }

    [Fact]
    public void What_waits_is_new_or_not_equal()
    {
        using TestRepository repository = new();
        RunSpec equal = repository.Spec("equal");
        RunSpec changed = repository.Spec("changed");
        RunSpec fresh = repository.Spec("fresh");
        repository.Accept(equal);
        repository.Accept(changed);
        repository.Training.Shift = 0.5;
        repository.Execute(changed, s_force);
        repository.Execute(fresh);

        Assert.Equal(
            [("changed", SnapshotOutcome.NotEqual), ("fresh", SnapshotOutcome.New)],
            repository.Review(changed, equal, fresh, repository.Spec("never-run")).Pending().Select(p => (p.Spec.Name, p.Comparison.Outcome)));
    }

    [Fact]
    public void Files_and_entries_without_a_spec_are_orphans()
    {
        using TestRepository repository = new();
        RunSpec[] specs = [.. SnapshotStoreTests.Family(repository), repository.Spec("quick/gone")];
        repository.Accept(specs);

        IReadOnlyList<SnapshotOrphan> orphans = repository.Review(specs[0]).Orphans();

        Assert.Equal(
            [
                "experiments/snapshots/a.verified.json: no spec gives the run a[seed=2]; accept the experiment again: dotnet run -- snapshots accept a",
                "experiments/snapshots/quick/gone.verified.json: its spec is gone; remove it: git rm experiments/snapshots/quick/gone.verified.json",
            ],
            orphans.Select(o => o.ToString()));
    }

    [Fact]
    public void A_folder_in_a_snapshots_place_is_an_orphan_that_git_does_not_know()
    {
        using TestRepository repository = new();
        Directory.CreateDirectory(repository.Layout.VerifiedFile("quick/gone"));

        Assert.Equal(
            [
                "experiments/snapshots/quick/gone.verified.json: its spec is gone; it is a folder; "
                    + "remove it: rm -r experiments/snapshots/quick/gone.verified.json",
            ],
            repository.Review(repository.Spec()).Orphans().Select(o => o.ToString()));
    }

    [Fact]
    public void A_file_whose_name_a_shell_would_part_is_quoted_in_the_command_that_removes_it()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Accept(spec);
        File.Copy(repository.Layout.VerifiedFile(spec.Experiment), repository.Layout.VerifiedFile("it's odd"));
        Directory.CreateDirectory(repository.Layout.VerifiedFile("an odd folder"));

        Assert.Equal(
            [
                "experiments/snapshots/an odd folder.verified.json: its spec is gone; it is a folder; "
                    + "remove it: rm -r 'experiments/snapshots/an odd folder.verified.json'",
                @"experiments/snapshots/it's odd.verified.json: its spec is gone; remove it: git rm 'experiments/snapshots/it'\''s odd.verified.json'",
            ],
            repository.Review(spec).Orphans().Select(orphan => orphan.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Under_CI_nothing_is_accepted_or_rejected()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Execute(spec);
        SnapshotReview review = new(new SnapshotStore(repository.Layout, readOnly: true), repository.Results, [spec]);
        Assert.Contains("CI=true", Assert.Throws<SnapshotException>(() => review.Accept([spec])).Message, StringComparison.Ordinal);
        Assert.Contains("CI=true", Assert.Throws<SnapshotException>(() => review.Reject([spec])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_snapshot_that_cannot_be_written_is_named_and_the_others_are_written()
    {
        using TestRepository repository = new();
        RunSpec[] specs = [repository.Spec("a"), repository.Spec("b"), repository.Spec("c")];
        Assert.All(specs, spec => repository.Execute(spec));
        Directory.CreateDirectory(Path.Combine(repository.Layout.VerifiedFile("b"), "in the way"));

        IReadOnlyList<AcceptedSnapshot> accepted = repository.Review(specs).Accept(specs);

        Assert.Equal([true, false, true], accepted.Select(one => one.Written));
        Assert.Equal([true, false, true], accepted.Select(one => one.Fault is null));
        Assert.Contains("b.verified.json", accepted[1].Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_snapshot_that_is_written_is_told_although_what_was_received_cannot_be_cleared_away()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Execute(spec);
        Directory.CreateDirectory(repository.PathOf("experiments/snapshots"));
        File.WriteAllText(repository.Layout.ReceivedFile("demo"), "{");

        AcceptedSnapshot accepted = Assert.Single(repository.Review(spec).Accept([spec]));

        Assert.True(accepted.Written);
        Assert.Contains("demo.received.json", accepted.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Waiting_for_who_writes_snapshots_says_for_whom_and_can_be_interrupted()
    {
        using TestRepository repository = new();
        RunSpec[] specs = [repository.Spec("a"), repository.Spec("b")];
        Assert.All(specs, spec => repository.Execute(spec));
        using CancellationTokenSource source = new();
        RunOwner? owner = null;
        using OwnedLock held = repository.Snapshots.Lock(null, CancellationToken.None);

        IReadOnlyList<AcceptedSnapshot> accepted = repository.Review(specs).Accept(
            specs,
            who =>
            {
                owner = who;
                source.Cancel();
            },
            source.Token);

        Assert.Equal(Environment.ProcessId, owner?.ProcessId);
        Assert.Equal(
            ["experiments/snapshots/a.verified.json was not written: interrupted before its turn came",
                "experiments/snapshots/b.verified.json was not written: interrupted before its turn came"],
            accepted.Select(one => one.Fault));
    }

    [Fact]
    public void A_difference_whose_keeping_waits_for_another_process_can_be_interrupted_and_still_counts()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Accept(spec);
        repository.Training.Shift = 0.5;
        using CancellationTokenSource source = new();
        RecordingObserver observer = new() { OnWaitingToKeep = _ => source.Cancel() };
        using OwnedLock held = repository.Snapshots.Lock(null, CancellationToken.None);

        RunResult result = repository.Execute(spec, s_force, observer, source.Token);

        Assert.Equal((RunStatus.Completed, SnapshotOutcome.NotEqual), (result.Status, result.Snapshot.Outcome));
        Assert.StartsWith("the difference was not kept for review", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_received_from_other_sources_is_not_accepted()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Accept(spec);
        repository.Training.Shift = 0.5;
        repository.Execute(spec, s_force);
        Directory.Delete(repository.Layout.Results, recursive: true);
        RunSpec changed = spec with { CodeSha256 = new string('e', 64) };

        AcceptedSnapshot accepted = Assert.Single(repository.Review(changed).Accept([changed]));

        Assert.False(accepted.Written);
        Assert.Contains("what was received is out of date", Assert.Single(accepted.WithoutResult).Reason, StringComparison.Ordinal);
    }
}
