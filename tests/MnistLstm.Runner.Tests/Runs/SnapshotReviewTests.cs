using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Tests.Snapshots;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Runs;

public class SnapshotReviewTests
{
    private static readonly RunOptions Force = new() { Force = true };

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
        repository.Execute(specs[0], Force);
        repository.Execute(specs[1], Force);

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
        Assert.Equal("demo: no result to accept; train it: dotnet run -- run demo", Assert.Single(accepted.WithoutResult));
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
        IReadOnlyList<EpochMetrics> received = repository.Execute(spec, Force).Epochs;
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
        Assert.Contains("made by other sources", Assert.Single(Assert.Single(repository.Review(changed).Accept([changed])).WithoutResult), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_received_of_another_spec_is_out_of_date()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Accept(spec);
        repository.Training.Shift = 0.5;
        repository.Execute(spec, Force);
        RunSpec changed = repository.Spec(settings: ("learning_rate", "0.02"));
        Assert.Contains("what was received is out of date", Assert.Single(Assert.Single(repository.Review(changed).Accept([changed])).WithoutResult), StringComparison.Ordinal);
    }

    [Fact]
    public void Accepting_does_not_cover_up_an_edit_of_another_run()
    {
        using TestRepository repository = new();
        RunSpec[] specs = [.. SnapshotStoreTests.Family(repository)];
        repository.Accept(specs);
        string path = repository.Layout.VerifiedFile("a");
        string text = File.ReadAllText(path);
        int digit = text.IndexOf("0.8", StringComparison.Ordinal);
        File.WriteAllText(path, text[..digit] + "0.7" + text[(digit + 3)..]);

        string message = Assert.Throws<SnapshotException>(() => repository.Review(specs).Accept([specs[1]])).Message;

        Assert.Contains("epoch 1 was edited by hand (a[seed=1])", message, StringComparison.Ordinal);
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
        repository.Execute(spec, Force);

        Assert.Equal(["demo"], repository.Review(spec).Reject([spec]));
        Assert.Empty(repository.Review(spec).Reject([spec]));
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
        repository.Execute(changed, Force);
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
                "experiments/snapshots/a.verified.json: no spec gives the run a[seed=2]; accept the experiment anew: dotnet run -- snapshots accept a",
                "experiments/snapshots/quick/gone.verified.json: its spec is gone; remove it: git rm experiments/snapshots/quick/gone.verified.json",
            ],
            orphans.Select(o => o.ToString()));
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
}
