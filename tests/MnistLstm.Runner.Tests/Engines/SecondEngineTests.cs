using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Engines;

/// <summary>Two engines in one repository.</summary>
public sealed class SecondEngineTests : IDisposable
{
    private const string File1 = "experiments/snapshots/demo@torchsharp.verified.json";
    private static readonly RunOptions s_force = new() { Force = true };
    private readonly TestRepository _exact = new();
    private readonly TestRepository _near;
    private readonly RunSpec _spec;

    public SecondEngineTests()
    {
        _near = new TestRepository(_exact.Layout.Root, new NearEngine());
        _spec = _exact.Spec();
    }

    public void Dispose()
    {
        _near.Dispose();
        _exact.Dispose();
    }

    [Fact]
    public void The_engine_is_part_of_the_fingerprint_so_results_lie_side_by_side()
    {
        RunResult exact = _exact.Execute(_spec);
        RunResult near = _near.Execute(_spec);

        Assert.Equal(("exact/1", "torchsharp/0.1.2"), (exact.Engine, near.Engine));
        Assert.NotEqual(exact.Fingerprint, near.Fingerprint);
        Assert.Equal([RunStatus.Cached, RunStatus.Cached], new[] { _exact.Execute(_spec).Status, _near.Execute(_spec).Status });
    }

    [Fact]
    public void The_results_of_the_other_engine_are_found()
    {
        _exact.Execute(_spec);
        _near.Execute(_spec);

        Assert.Equal("torchsharp/0.1.2", Assert.Single(_exact.Results.OfOtherEngines(_spec)).Engine);
        Assert.Equal("exact/1", Assert.Single(_near.Results.OfOtherEngines(_spec)).Engine);
    }

    [Fact]
    public void A_result_of_the_other_engine_for_another_spec_is_not()
    {
        _near.Execute(_exact.Spec(settings: ("learning_rate", "0.5")));

        Assert.Empty(_exact.Results.OfOtherEngines(_spec));
    }

    [Fact]
    public void Its_snapshots_stand_in_a_file_of_their_own_with_tolerance_and_environment()
    {
        _exact.Accept(_spec);
        string exact = _exact.Read("experiments/snapshots/demo.verified.json");

        _near.Accept(_spec);

        Assert.Equal(exact, _exact.Read("experiments/snapshots/demo.verified.json"));
        Assert.Contains("\"tolerance\": {\"train_loss\": 0.1, \"test_accuracy\": 0.02}", _near.Read(File1), StringComparison.Ordinal);
        Assert.Contains("\"environment\": {\"library\": \"libtorch 9.9\", \"processor\": ", _near.Read(File1), StringComparison.Ordinal);
        Assert.DoesNotContain(Environment.MachineName, _near.Read(File1), StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_within_the_tolerance_is_accepted_whatever_its_bits()
    {
        _near.Accept(_spec);
        _near.Training.Shift = 0.09;

        Assert.Equal(SnapshotOutcome.Equal, _near.Execute(_spec, s_force).Snapshot.Outcome);
    }

    [Fact]
    public void A_result_beyond_it_is_not_equal_and_says_by_how_much()
    {
        _near.Accept(_spec);
        _near.Training.Shift = -0.125;
        _near.Training.ShiftFrom = 2;

        SnapshotComparison comparison = _near.Execute(_spec, s_force).Snapshot;

        Assert.Equal(SnapshotOutcome.NotEqual, comparison.Outcome);
        Assert.Contains("first difference  epoch 2, train_loss", comparison.Explanation);
        Assert.Contains(comparison.Explanation, line => line.EndsWith("(off by 0.1250, tolerance 0.1)", StringComparison.Ordinal));
        Assert.Contains("intended?  dotnet run -- snapshots accept demo --engine torchsharp", comparison.Explanation);
        Assert.DoesNotContain(comparison.Explanation, line => line.Contains("bisect", StringComparison.Ordinal));
        Assert.True(File.Exists(_near.PathOf("experiments/snapshots/demo@torchsharp.received.json")));
        Assert.False(File.Exists(_near.PathOf("experiments/snapshots/demo.received.json")));
    }

    [Fact]
    public void Near_numbers_do_not_vouch_for_a_changed_spec()
    {
        _near.Accept(_spec);

        SnapshotComparison comparison = _near.Execute(_exact.Spec(settings: ("learning_rate", "0.0101"))).Snapshot;

        Assert.Equal(SnapshotOutcome.Changed, comparison.Outcome);
        Assert.Contains("spec changed      learning_rate 0.01 -> 0.0101", comparison.Explanation);
    }

    [Fact]
    public void A_tolerance_that_was_edited_stays_when_results_are_accepted()
    {
        _near.Accept(_spec);
        File.WriteAllText(_near.PathOf(File1), _near.Read(File1).Replace("\"train_loss\": 0.1,", "\"train_loss\": 0.75,", StringComparison.Ordinal));
        _near.Training.Shift = 0.5;
        _near.Execute(_spec, s_force);

        _near.Review(_spec).Accept([_spec]);

        Assert.Contains("\"train_loss\": 0.75,", _near.Read(File1), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"train_loss\": 0.1", "\"train_los\": 0.1", "tolerance names train_los")]
    [InlineData("\"train_loss\": 0.1", "\"train_loss\": -0.1", "the tolerance of train_loss must be a number that is not negative, got -0.1")]
    [InlineData("\"train_loss\": 0.1", "\"train_loss\": null", "the tolerance of train_loss must be a number that is not negative, got null")]
    public void A_tolerance_that_cannot_be_read_is_named(string text, string damaged, string message)
    {
        _near.Accept(_spec);
        File.WriteAllText(_near.PathOf(File1), _near.Read(File1).Replace(text, damaged, StringComparison.Ordinal));

        SnapshotException error = Assert.Throws<SnapshotException>(() => _near.Snapshots.ReadVerified("demo"));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tolerance_in_the_exact_engine_s_file_is_refused()
    {
        _exact.Accept(_spec);
        string path = _exact.PathOf("experiments/snapshots/demo.verified.json");
        File.WriteAllText(path,
            File.ReadAllText(path).Replace("\"experiment\": \"demo\",", "\"experiment\": \"demo\",\n  \"tolerance\": {\"train_loss\": 9},",
                StringComparison.Ordinal));
        _exact.Training.Shift = 0.5;

        SnapshotComparison comparison = _exact.Execute(_spec, s_force).Snapshot;

        Assert.Equal(SnapshotOutcome.NotEqual, comparison.Outcome);
        Assert.Contains("the exact engine's numbers have none", Assert.Single(comparison.Explanation), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_the_second_engine_without_a_tolerance_is_refused()
    {
        _exact.Accept(_spec);
        File.Copy(_exact.PathOf("experiments/snapshots/demo.verified.json"), _near.PathOf(File1));

        SnapshotException error = Assert.Throws<SnapshotException>(() => _near.Snapshots.ReadVerified("demo"));

        Assert.Contains("it states no tolerance", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_of_the_second_engine_are_no_orphans_to_the_first()
    {
        _near.Accept(_spec);

        Assert.Empty(_exact.Review(_spec).Orphans());
    }

    [Fact]
    public void Files_of_the_second_engine_whose_spec_is_gone_are_orphans()
    {
        _near.Accept(_spec);

        Assert.Equal($"{File1}: its spec is gone; remove it: git rm {File1}", Assert.Single(_exact.Review().Orphans()).ToString());
    }

    [Fact]
    public void What_a_dry_run_says_of_an_engine_is_not_of_the_other()
    {
        _exact.Execute(_spec);

        Assert.Equal("new", new RunPlanner(_near.Store, _near.Data).Explain(_spec, force: false));
        Assert.Equal("cached", new RunPlanner(_exact.Store, _exact.Data).Explain(_spec, force: false));
    }
}
