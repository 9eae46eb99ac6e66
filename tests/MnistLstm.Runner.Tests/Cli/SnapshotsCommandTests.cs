using MnistLstm.Runner.Runs.Review;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Training;
using VerifyXunit;

namespace MnistLstm.Runner.Tests.Cli;

public sealed class SnapshotsCommandTests : IDisposable
{
    private static readonly RunSpec s_idea = Specs.Make("my-idea");
    private static readonly RunSpec s_other = Specs.Make("quick/other");
    private readonly CommandHarness _app = new(s_idea, s_other);

    public void Dispose() => _app.Dispose();

    [Fact]
    public void Accept_says_what_it_wrote()
    {
        Assert.Equal(0, _app.Run("snapshots", "accept", "my-idea"));
        Assert.Equal("Wrote experiments/snapshots/my-idea.verified.json (5 epochs). Commit it.\n", _app.Output);
        Assert.Equal(["my-idea"], _app.Snapshots.Accepted);
    }

    [Fact]
    public void Accept_all_takes_what_is_pending_and_nothing_else()
    {
        _app.Snapshots.Waiting.Add(new PendingSnapshot(s_other, new SnapshotComparison(SnapshotOutcome.New, [])));
        Assert.Equal(0, _app.Run("snapshots", "accept", "--all"));
        Assert.Equal(["quick/other"], _app.Snapshots.Accepted);
    }

    [Fact]
    public void Accept_all_leaves_what_is_not_equal_and_names_it()
    {
        _app.Snapshots.Waiting.Add(new PendingSnapshot(s_idea, new SnapshotComparison(SnapshotOutcome.NotEqual, ["a difference"])));
        _app.Snapshots.Waiting.Add(new PendingSnapshot(s_other, new SnapshotComparison(SnapshotOutcome.Changed, [])));
        Assert.Equal(0, _app.Run("snapshots", "accept", "--all"));
        Assert.Equal(["quick/other"], _app.Snapshots.Accepted);
        Assert.Contains("1 NOT EQUAL left as it is; look: dotnet run -- snapshots review; accept by name: my-idea", _app.Error);
    }

    [Theory]
    [InlineData("my-idea")]
    [InlineData("--all")]
    public void What_diverged_is_accepted_and_named(string what)
    {
        const string Note = "diverged: the training loss of epoch 1 is 6E+29";
        _app.Snapshots.Waiting.Add(new PendingSnapshot(s_idea, new SnapshotComparison(SnapshotOutcome.New, []), Note));
        _app.Run("snapshots", "review");
        Assert.Contains($"my-idea: {Note}\n", _app.Error);
        Assert.Equal(0, _app.Run("snapshots", "accept", what));
        Assert.Equal(["my-idea"], _app.Snapshots.Accepted);
        Assert.Contains($"my-idea was accepted although it {Note}\n", _app.Error);
    }

    [Fact]
    public void Many_new_runs_of_a_family_are_one_line_of_the_review()
    {
        WaitingSeeds(40, new SnapshotComparison(SnapshotOutcome.New, []));
        _app.Run("snapshots", "review");
        Assert.Equal("f  40 NEW: nothing guards these numbers yet\n", _app.Output);
    }

    [Fact]
    public void Many_runs_that_changed_alike_are_one_line_of_the_review()
    {
        WaitingSeeds(40, new SnapshotComparison(SnapshotOutcome.Changed, ["spec changed      epochs 3 -> 4"]) { Reason = "epochs 3 -> 4" });
        _app.Run("snapshots", "review");
        Assert.Equal("f  40 changed: epochs 3 -> 4\n", _app.Output);
    }

    [Fact]
    public void Accept_without_names_accepts_nothing_and_lists_what_is_pending()
    {
        _app.Snapshots.Waiting.Add(new PendingSnapshot(s_other, new SnapshotComparison(SnapshotOutcome.New, [])));
        Assert.Equal(2, _app.Run("snapshots", "accept"));
        Assert.Contains("pending: quick/other", _app.Error);
        Assert.Empty(_app.Snapshots.Accepted);
    }

    [Fact]
    public void Accept_of_a_run_without_result_ends_1_and_says_how_to_get_one()
    {
        _app.Snapshots.WithoutResult.Add("my-idea");
        Assert.Equal(1, _app.Run("snapshots", "accept", "my-idea"));
        Assert.Equal("not accepted: my-idea: no result to accept; train it: dotnet run -- run my-idea\n", _app.Error);
        Assert.Equal("", _app.Output);
    }

    [Fact]
    public void Many_runs_of_a_family_without_a_result_are_one_line_and_one_command()
    {
        WaitingSeeds(40, new SnapshotComparison(SnapshotOutcome.New, []));
        _app.Snapshots.WithoutResult.UnionWith(_app.Snapshots.Waiting.Skip(6).Select(item => item.Spec.Name));
        Assert.Equal(1, _app.Run("snapshots", "accept", "f"));
        Assert.Equal("not accepted: 34 runs of f: no result to accept; train it: dotnet run -- run f\n", _app.Error);
    }

    [Fact]
    public void Accept_names_what_it_wrote_although_another_file_cannot_be_written()
    {
        _app.Snapshots.Faults["my-idea"] = "my-idea.verified.json: No space left on device";
        Assert.Equal(1, _app.Run("snapshots", "accept", "my-idea", "quick/other"));
        Assert.Equal("Wrote experiments/snapshots/quick/other.verified.json (5 epochs). Commit it.\n", _app.Output);
        Assert.Equal("not accepted: my-idea.verified.json: No space left on device\n", _app.Error);
    }

    [Fact]
    public void Accept_that_was_interrupted_ends_130_and_names_what_it_wrote()
    {
        _app.Snapshots.Faults["my-idea"] = "my-idea.verified.json was not written: interrupted before its turn came";
        _app.Signal.Cancel();
        Assert.Equal(130, _app.Run("snapshots", "accept", "my-idea", "quick/other"));
        Assert.StartsWith("Wrote experiments/snapshots/quick/other.verified.json", _app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Accept_writes_nothing_with_CI()
    {
        _app.Ci = true;
        Assert.Equal(2, _app.Run("snapshots", "accept", "my-idea"));
        Assert.Empty(_app.Snapshots.Accepted);
    }

    [Fact]
    public void Reject_drops_what_was_received()
    {
        _app.Snapshots.Waiting.Add(new PendingSnapshot(s_idea, new SnapshotComparison(SnapshotOutcome.NotEqual, ["a difference"])));
        Assert.Equal(0, _app.Run("snapshots", "reject", "my-idea"));
        Assert.Equal(["my-idea"], _app.Snapshots.Rejected);
        Assert.Equal("Removed the received numbers of my-idea; its snapshot stays.\n", _app.Output);
    }

    [Fact]
    public void What_cannot_be_dropped_is_told_and_keeps_no_other_from_it()
    {
        _app.Snapshots.Waiting.Add(new PendingSnapshot(s_other, new SnapshotComparison(SnapshotOutcome.NotEqual, ["a difference"])));
        _app.Snapshots.Faults["my-idea"] = "my-idea.received.json stays as it is: the folder is read-only";
        Assert.Equal(1, _app.Run("snapshots", "reject", "my-idea", "quick/other"));
        Assert.Equal("Removed the received numbers of quick/other; its snapshot stays.\n", _app.Output);
        Assert.Contains("not removed: my-idea.received.json stays as it is: the folder is read-only\n", _app.Error);
    }

    [Fact]
    public void Reject_of_a_new_number_says_that_its_result_goes_on_waiting()
    {
        _app.Snapshots.Waiting.Add(new PendingSnapshot(s_idea, new SnapshotComparison(SnapshotOutcome.New, [])));
        _app.Snapshots.NotReceived.Add("my-idea");
        Assert.Equal(0, _app.Run("snapshots", "reject", "my-idea"));
        Assert.Equal("Nothing was received for my-idea.\n", _app.Output);
        Assert.Equal("1 still pending, because its result is stored; accept it, or change the spec back; until then only dotnet test fails\n", _app.Error);
    }

    [Fact]
    public void Reject_of_a_family_nothing_was_received_for_is_one_line()
    {
        WaitingSeeds(40, new SnapshotComparison(SnapshotOutcome.New, []));
        _app.Snapshots.NotReceived.UnionWith(_app.Catalog.Select(spec => spec.Name));
        _app.Run("snapshots", "reject", "f");
        Assert.Equal("Nothing was received for 40 runs.\n", _app.Output);
    }

    [Fact]
    public void Review_of_new_numbers_only_offers_no_reject()
    {
        _app.Snapshots.Waiting.Add(new PendingSnapshot(s_idea, new SnapshotComparison(SnapshotOutcome.New, [])));
        _app.Run("snapshots", "review");
        Assert.Equal("1 pending; decide: dotnet run -- snapshots accept <name>\n", _app.Error);
    }

    [Fact]
    public Task Review_shows_the_differences()
    {
        _app.Snapshots.Waiting.Add(new PendingSnapshot(s_idea,
            new SnapshotComparison(SnapshotOutcome.NotEqual, ["spec changed      learning_rate 0.01 -> 0.011", "first difference  epoch 1, train_loss"])));
        _app.Snapshots.Waiting.Add(new PendingSnapshot(s_other, new SnapshotComparison(SnapshotOutcome.New, [])));
        _app.Snapshots.Orphaned.Add(new SnapshotOrphan("experiments/snapshots/gone.verified.json", null, "git rm it"));
        Assert.Equal(0, _app.Run("snapshots", "review"));
        return Verifier.Verify($"{_app.Output}--- standard error ---\n{_app.Error}");
    }

    [Fact]
    public void Review_of_a_name_shows_that_one_only()
    {
        _app.Snapshots.Waiting.Add(new PendingSnapshot(s_idea, new SnapshotComparison(SnapshotOutcome.New, [])));
        _app.Snapshots.Waiting.Add(new PendingSnapshot(s_other, new SnapshotComparison(SnapshotOutcome.New, [])));
        _app.Run("snapshots", "review", "quick/other");
        Assert.Equal("quick/other  NEW: nothing guards this number yet\n", _app.Output);
    }

    private void WaitingSeeds(int count, SnapshotComparison comparison)
    {
        for (int seed = 0; seed < count; seed++)
        {
            RunSpec spec = Specs.Make($"f[seed={seed}]", experiment: "f", seed: seed);
            _app.Catalog.Add(spec);
            _app.Snapshots.Waiting.Add(new PendingSnapshot(spec, comparison));
        }
    }
}
