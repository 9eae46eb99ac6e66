using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Runner.Runs.Review;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Runner.Tests.Storage;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Snapshots;

/// <summary>A verified file that is there and is not what was written is a fault that says so; it is never taken for no file.</summary>
public sealed class DamagedSnapshotTests : IDisposable
{
    private const string File = "experiments/snapshots/demo.verified.json";
    private readonly TestRepository _repository = new();
    private readonly RunSpec _spec;
    private readonly RunSpec _other;

    public DamagedSnapshotTests()
    {
        _spec = _repository.Spec();
        _other = _repository.Spec("other");
        _repository.Accept(_spec, _other);
    }

    private string Verified => _repository.Layout.VerifiedFile("demo");

    public static TheoryData<string, string, string> Damages => new()
    {
        { "\"name\": \"demo\"", "\"name\": \"demp\"", "the name, engine or spec was edited by hand (demp)" },
        { "\"name\": \"demo\"", "\"name\": \"demo[seed=3]\"", "the name, engine or spec was edited by hand (demo[seed=3])" },
        { "\"epochs\": 4", "\"epochs\": \"4\"", "the name, engine or spec was edited by hand" },
        { "\"epochs\": 4", "\"epochs\": 4, \"epochs\": 4", "epochs" },
        { "\"experiment\": \"demo\"", "\"experiment\": \"other\"", "it is of the experiment other, expected demo" },
        { "\"engine\": \"exact/1\"", "\"engine\": \"\\ud800\"", "restore it" },
        { "\"engine\": \"exact/1\"", "\"engine\": 1", "engine of runs[0] must be a String" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void An_edit_is_not_equal_in_run_and_list_and_named_as_a_fault_of_the_snapshots(string from, string to, string fault)
    {
        Edit(from, to);
        foreach (RunResult result in (RunResult[])[_repository.Execute(_spec), _repository.Results.Read(_spec)])
        {
            Assert.Equal(SnapshotOutcome.NotEqual, result.Snapshot.Outcome);
            Assert.Contains(fault, result.Snapshot.Explanation[0], StringComparison.Ordinal);
            Assert.Contains(File, result.Snapshot.Explanation[0], StringComparison.Ordinal);
        }

        Assert.Contains(fault, Assert.Single(_repository.Review(_spec, _other).Orphans()).ToString(), StringComparison.Ordinal);
        Assert.Equal(SnapshotOutcome.Equal, _repository.Results.Read(_other).Snapshot.Outcome);
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public void Accepting_does_not_remove_an_entry_for_its_damage(string from, string to, string fault)
    {
        bool own = from.StartsWith("\"epochs\"", StringComparison.Ordinal) && to.EndsWith("\"4\"", StringComparison.Ordinal);
        Edit(from, to);
        string before = System.IO.File.ReadAllText(Verified);
        AcceptedSnapshot accepted = Assert.Single(_repository.Review(_spec, _other).Accept([_spec]));
        Assert.Empty(accepted.Removed);
        Assert.Equal(own, accepted.Written);
        if (!own)
        {
            Assert.Contains(fault, accepted.Fault, StringComparison.Ordinal);
            Assert.Equal(before, System.IO.File.ReadAllText(Verified));
        }
    }

    [Fact]
    public void A_name_of_another_experiment_is_a_fault_although_its_check_digits_agree()
    {
        SnapshotEntry entry = _repository.Snapshots.Find(_spec)! with { Name = "demo-2" };
        System.IO.File.WriteAllText(Verified, SnapshotFile.Format("demo", [entry]));
        Assert.Contains("it holds the run demo-2, which is not of demo", _repository.Results.Read(_spec).Snapshot.Explanation[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"schema\": 1, \"experiment\": \"demo\", \"runs\": []}")]
    public void A_file_that_was_emptied_is_not_equal(string text)
    {
        System.IO.File.WriteAllText(Verified, text);
        Assert.Equal(SnapshotOutcome.NotEqual, _repository.Results.Read(_spec).Snapshot.Outcome);
    }

    [Fact]
    public void Conflict_markers_are_named_with_their_line_and_a_command_that_works_in_a_merge()
    {
        string[] lines = System.IO.File.ReadAllLines(Verified);
        lines[4] = "<<<<<<< HEAD";
        System.IO.File.WriteAllLines(Verified, lines);
        Assert.StartsWith(
            $"{File}(5): a merge left its conflict markers in it (<<<<<<< HEAD); merge the specs, bring back the numbers of this branch with git checkout "
                + $"HEAD -- {File}",
            Assert.Single(_repository.Results.Read(_spec).Snapshot.Explanation),
            StringComparison.Ordinal);
    }

    [UnixFact]
    public void A_pipe_in_its_place_is_named_and_takes_no_other_experiment_with_it()
    {
        System.IO.File.Delete(Verified);
        StoredFileTests.MakePipe(Verified);
        Assert.Equal(
            $"{File} is not a regular file but a pipe or a device; remove it, and restore the accepted file: rm -r {File}; git checkout HEAD -- {File}",
            Assert.Single(_repository.Results.Read(_spec).Snapshot.Explanation));
        Assert.Equal(SnapshotOutcome.Equal, _repository.Results.Read(_other).Snapshot.Outcome);
        Assert.Contains("is not a regular file", Assert.Single(_repository.Review(_spec, _other).Orphans()).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_received_and_is_damaged_is_named_and_the_other_runs_are_reviewed()
    {
        _repository.Training.Shift = 0.5;
        _repository.Execute(_other, new RunOptions { Force = true });
        System.IO.File.WriteAllText(_repository.Layout.ReceivedFile("demo"), "{");
        System.IO.Directory.Delete(_repository.Layout.RunFolder("demo"), recursive: true);
        SnapshotReview review = _repository.Review(_spec, _other);
        Assert.Equal("other", Assert.Single(review.Pending()).Spec.Name);
        Assert.Contains("demo.received.json(1,", Assert.Single(review.Orphans()).ToString(), StringComparison.Ordinal);
        Assert.Contains("demo.received.json(1,", Assert.Single(Assert.Single(review.Accept([_spec])).WithoutResult).Reason, StringComparison.Ordinal);
    }

    public void Dispose() => _repository.Dispose();

    private void Edit(string from, string to)
    {
        string text = System.IO.File.ReadAllText(Verified);
        Assert.Contains(from, text, StringComparison.Ordinal);
        System.IO.File.WriteAllText(Verified, text.Replace(from, to, StringComparison.Ordinal));
    }
}
