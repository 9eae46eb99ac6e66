using System.Diagnostics;
using MnistLstm.Runner.Runs.Review;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Snapshots;

/// <summary>Accepted numbers that are in git's last commit and no longer in their file: a guard must not vanish without a word.</summary>
public sealed class VanishedEntryTests : IDisposable
{
    private const string File = "experiments/snapshots/a.verified.json";
    private readonly TestRepository _repository = new();
    private readonly RunSpec[] _specs;

    public VanishedEntryTests()
    {
        _specs = [.. Enumerable.Range(1, 2).Select(seed => _repository.Spec($"a[seed={seed}]", experiment: "a", settings: ("seed", $"{seed}")))];
        _repository.Accept(_specs);
    }

    public void Dispose() => _repository.Dispose();

    [Fact]
    public void An_entry_that_was_taken_out_of_a_committed_file_is_not_equal_and_a_fault_of_the_snapshots()
    {
        Commit();
        TakeOutFirst();

        SnapshotComparison comparison = Fresh().Compare(_specs[0], _repository.Results.Read(_specs[0]).Epochs);
        Assert.Equal(SnapshotOutcome.NotEqual, comparison.Outcome);
        Assert.Equal(
            $"{File}: the last commit has accepted numbers of a[seed=1], the file no longer does; restore it: git checkout HEAD -- {File}; or "
                + $"accept others in their place: dotnet run -- snapshots accept 'a[seed=1]'",
            Assert.Single(comparison.Explanation));
        Assert.Contains("the last commit has accepted numbers of a[seed=1]", Assert.Single(Review().Orphans()).ToString(), StringComparison.Ordinal);
        Assert.Equal(SnapshotOutcome.Equal, _repository.Results.Read(_specs[1]).Snapshot.Outcome);
    }

    [Fact]
    public void A_committed_file_that_is_gone_is_not_equal()
    {
        Commit();
        System.IO.File.Delete(_repository.Layout.VerifiedFile("a"));
        Assert.All(_specs, spec => Assert.Equal(SnapshotOutcome.NotEqual, Fresh().Compare(spec, _repository.Results.Read(spec).Epochs).Outcome));
    }

    [Theory]
    [InlineData("GIT_DIR")]
    [InlineData("GIT_COMMON_DIR")]
    [InlineData("GIT_OBJECT_DIRECTORY")]
    public void Variables_that_name_another_repository_as_in_a_hook_of_git_do_not_hide_it(string variable)
    {
        Commit();
        TakeOutFirst();
        using TestRepository other = new();
        other.Spec();
        Commit(other);
        string git = Path.Combine(other.Layout.Root, ".git");
        string? before = Environment.GetEnvironmentVariable(variable);
        Environment.SetEnvironmentVariable(variable, variable == "GIT_OBJECT_DIRECTORY" ? Path.Combine(git, "objects") : git);
        try
        {
            SnapshotComparison comparison = Fresh().Compare(_specs[0], _repository.Results.Read(_specs[0]).Epochs);
            Assert.Equal(SnapshotOutcome.NotEqual, comparison.Outcome);
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, before);
        }
    }

    [Fact]
    public void Accepting_by_name_puts_it_back()
    {
        Commit();
        TakeOutFirst();
        Assert.True(Assert.Single(Review().Accept([_specs[0]])).Written);
        Assert.Equal(SnapshotOutcome.Equal, Fresh().Compare(_specs[0], _repository.Results.Read(_specs[0]).Epochs).Outcome);
    }

    [Fact]
    public void A_run_that_was_never_committed_is_new()
    {
        Commit();
        RunSpec third = _repository.Spec("a[seed=3]", experiment: "a", settings: ("seed", "3"));
        Assert.Equal(SnapshotOutcome.New, _repository.Execute(third).Snapshot.Outcome);
    }

    [Fact]
    public void Without_a_repository_nothing_is_known_and_the_run_is_new()
    {
        TakeOutFirst();
        Assert.Equal(SnapshotOutcome.New, Fresh().Compare(_specs[0], _repository.Results.Read(_specs[0]).Epochs).Outcome);
    }

    private SnapshotStore Fresh() => new(_repository.Layout, readOnly: true);

    private SnapshotReview Review() => new(new SnapshotStore(_repository.Layout, readOnly: false), _repository.Results, _specs);

    private void TakeOutFirst() =>
        new SnapshotStore(_repository.Layout, readOnly: false).WriteVerified("a", [.. _repository.Snapshots.ReadVerified("a").Skip(1)]);

    private void Commit() => Commit(_repository);

    private static void Commit(TestRepository repository)
    {
        foreach (string[] arguments in (string[][])[["init", "-q"], ["add", "experiments"],
            ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "base"]])
        {
            ProcessStartInfo start = new("git", arguments) { WorkingDirectory = repository.Layout.Root };
            CommittedFiles.ForgetOtherRepositories(start.Environment);
            using Process git = Process.Start(start)!;
            git.WaitForExit();
            Assert.Equal(0, git.ExitCode);
        }
    }
}
