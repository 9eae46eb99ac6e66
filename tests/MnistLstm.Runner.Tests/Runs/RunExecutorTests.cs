using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Runner.Runs.Review;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Runner.Tests.Results;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Runs;

public class RunExecutorTests
{
    [Fact]
    public void Where_only_what_is_stored_is_wanted_nothing_is_trained_and_nothing_written()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        Assert.Null(repository.Execute(spec, new RunOptions { StoredOnly = true }).Status);
        Assert.Equal(0, repository.Training.Started);
        Assert.False(Directory.Exists(repository.Layout.Results));
        repository.Execute(spec);
        Assert.Equal(RunStatus.Cached, repository.Execute(spec, new RunOptions { StoredOnly = true }).Status);
    }

    [Fact]
    public void A_run_is_trained_to_its_end_and_is_new()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();

        RunResult result = repository.Execute(spec);

        Assert.Equal((RunStatus.Completed, SnapshotOutcome.New, null), (result.Status, result.Snapshot.Outcome, result.Error));
        Assert.Equal([1, 2, 3, 4], result.Epochs.Select(e => e.Epoch));
        Assert.Equal(repository.Training.Metrics(spec, 4), result.Epochs[^1]);
    }

    [Fact]
    public void A_complete_result_is_not_trained_again()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        RunResult first = repository.Execute(spec);

        RunResult second = repository.Execute(spec);

        Assert.Equal((RunStatus.Cached, 1), (second.Status, repository.Training.Started));
        Assert.Equal(first.Epochs, second.Epochs);
        Assert.Equal((first.TrainSeconds, first.EvaluateSeconds), (second.TrainSeconds, second.EvaluateSeconds));
    }

    [Fact]
    public void Force_trains_again()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Execute(spec);
        Assert.Equal(RunStatus.Completed, repository.Execute(spec, new RunOptions { Force = true }).Status);
        Assert.Equal(2, repository.Training.Started);
    }

    [Fact]
    public void A_run_that_is_stopped_early_is_complete_with_the_epochs_it_has()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Stopped();
        RunResult first = repository.Execute(spec);
        Assert.Equal((RunStatus.Completed, 5), (first.Status, first.Epochs.Count));
        Assert.Equal((RunStatus.Cached, 5), (repository.Execute(spec).Status, repository.Results.Read(spec).Epochs.Count));
    }

    [Fact]
    public void A_stored_run_with_fewer_epochs_than_early_stopping_leaves_is_trained_again()
    {
        using TestRepository repository = new();
        RunSpec patient = repository.Stopped();
        repository.Execute(patient);

        // The same fingerprint with another rule, as a change of the rule itself would be.
        RunResult again = repository.Execute(patient with { EarlyStoppingPatience = 3 });
        Assert.Equal((RunStatus.Completed, 6), (again.Status, again.Epochs.Count));
        Assert.Contains("epochs.jsonl should have 9 epochs, or as many as there are until early stopping, it has 5", Assert.Single(again.Notes));
    }

    [Fact]
    public void Training_and_evaluation_are_timed_apart()
    {
        using TestRepository repository = new();
        RunResult result = repository.Execute(repository.Spec());

        // The clock steps a second each time it is asked: after the batch, to the evaluation's start, to its end, to the epoch's end.
        Assert.Equal((12, 4), (result.TrainSeconds, result.EvaluateSeconds));
    }

    [Fact]
    public void Listeners_hear_of_batches_evaluations_and_epochs()
    {
        using TestRepository repository = new();
        RecordingObserver observer = new();
        repository.Execute(repository.Spec(epochs: 1), observer: observer);
        Assert.Equal(["batch 1", "evaluation 1", "evaluated 1", "epoch 1"], observer.Events);
    }

    [Fact]
    public void A_diverged_run_fails_with_its_epoch_and_batch()
    {
        using TestRepository repository = new();
        repository.Training.DuringEpoch = epoch => Throw(epoch == 2, new TrainingDivergedException(2, 17, double.NaN));

        RunResult result = repository.Execute(repository.Spec());

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Contains("NaN in epoch 2, batch 17", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Epochs);
    }

    [Fact]
    public void A_metric_that_is_no_number_fails_the_run()
    {
        using TestRepository repository = new();
        (repository.Training.Shift, repository.Training.ShiftFrom) = (double.NaN, 3);

        RunResult result = repository.Execute(repository.Spec());

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.StartsWith("train_loss became NaN or infinite in epoch 3", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_that_is_a_number_and_absurd_flags_the_run_now_and_when_it_is_cached()
    {
        using TestRepository repository = new();
        (repository.Training.Shift, repository.Training.ShiftFrom) = (383_150, 3);
        RunSpec spec = repository.Spec() with { CreateModel = () => new SmallModel() };
        Assert.All([repository.Execute(spec), repository.Execute(spec)], result =>
            Assert.StartsWith("diverged: the training loss of epoch 3 is 383151, ", Assert.Single(result.Notes), StringComparison.Ordinal));

        // Who lists, compares and accepts it is told, too.
        RunResult stored = repository.Results.Read(spec);
        Assert.Equal(Assert.Single(stored.Notes), stored.Diverged);
        Assert.StartsWith("diverged: ", Assert.Single(repository.Review(spec).Pending()).Diverged, StringComparison.Ordinal);
        AcceptedSnapshot accepted = Assert.Single(repository.Review(spec).Accept([spec]));
        Assert.Equal(("demo", stored.Diverged), Assert.Single(accepted.Diverged));
    }

    [Fact]
    public void A_failure_that_would_come_again_is_told_from_one_that_may_not()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Training.DuringEpoch = _ => throw new TrainingDivergedException(1, 2, double.PositiveInfinity);
        Assert.True(repository.Execute(spec).FailsAgain);
        repository.Training.DuringEpoch = _ => throw new InvalidOperationException("the engine broke");
        Assert.False(repository.Execute(spec).FailsAgain);
        File.AppendAllText(repository.PathOf(spec.SpecPath), "epochs: 9\n");
        Assert.Equal((RunStatus.Failed, true), repository.Execute(spec) is var stale ? (stale.Status, stale.FailsAgain) : default);
    }

    [Fact]
    public void A_run_that_was_begun_and_did_not_come_to_its_end_is_read_with_how_far_it_came()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        Assert.Null(repository.Results.Read(spec).Unfinished);
        repository.Training.DuringEpoch = epoch => Throw(epoch == 3, new InvalidOperationException("the engine broke"));
        repository.Execute(spec);
        Assert.Equal(new UnfinishedRun("failed", 2, "InvalidOperationException: the engine broke"), repository.Results.Read(spec).Unfinished);

        // As a process that was killed leaves it; while it lives, its lock names it.
        repository.Training.DuringEpoch = epoch => Throw(epoch == 4, new IOException(ReadWhileRunning()));
        Assert.Contains("running True 3", repository.Execute(spec).Error, StringComparison.Ordinal);
        string file = repository.RunFile(spec, RunFiles.Manifest);
        SignedManifest.Edit(file, json => json.Replace("\"failed\"", "\"running\"", StringComparison.Ordinal));
        Assert.Equal(("running", false, 3), repository.Results.Read(spec).Unfinished is { } killed ? (killed.Status, killed.Running, killed.Epochs) : default);
        repository.Training.DuringEpoch = null;
        repository.Execute(spec);
        Assert.Null(repository.Results.Read(spec).Unfinished);

        string ReadWhileRunning() => repository.Results.Read(spec).Unfinished is { } begun ? $"{begun.Status} {begun.Running} {begun.Epochs}" : "";
    }

    [Fact]
    public void A_failed_run_keeps_its_epochs_and_is_not_taken_for_complete()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Training.DuringEpoch = epoch => Throw(epoch == 3, new InvalidOperationException("the engine broke"));
        Assert.Equal("InvalidOperationException: the engine broke", repository.Execute(spec).Error);

        Assert.Contains("\"status\": \"failed\"", File.ReadAllText(repository.RunFile(spec, RunFiles.Manifest)), StringComparison.Ordinal);
        Assert.Equal(2, File.ReadAllLines(repository.RunFile(spec, RunFiles.Epochs)).Length);
        Assert.Null(repository.Results.Read(spec).Status);
    }

    [Fact]
    public void A_forced_run_that_fails_takes_back_the_older_claim()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Execute(spec);
        repository.Training.DuringEpoch = _ => throw new OutOfMemoryException();

        RunResult result = repository.Execute(spec, new RunOptions { Force = true });

        Assert.StartsWith("out of memory", result.Error, StringComparison.Ordinal);
        Assert.Null(repository.Results.Read(spec).Status);
    }

    [Fact]
    public void An_interrupted_run_says_so_and_is_not_taken_for_complete()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        using CancellationTokenSource source = new();
        repository.Training.DuringEpoch = epoch => Cancel(epoch == 2, source);

        RunResult result = repository.Execute(spec, cancellation: source.Token);

        Assert.Equal((RunStatus.Interrupted, 1), (result.Status, result.Epochs.Count));
        Assert.Contains("\"status\": \"interrupted\"", File.ReadAllText(repository.RunFile(spec, RunFiles.Manifest)), StringComparison.Ordinal);
        Assert.Null(repository.Results.Read(spec).Status);
    }

    [Fact]
    public void Missing_data_leaves_no_run_behind()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Data.Fault = new DatasetUnavailableException("mnist: the data set is missing");

        RunResult result = repository.Execute(spec);

        Assert.Equal((RunStatus.DataUnavailable, "mnist: the data set is missing"), (result.Status, result.Error));
        Assert.False(Directory.Exists(repository.Layout.RunFolder(spec.Name)));
    }

    [Fact]
    public void A_cached_result_needs_no_data()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Execute(spec);
        repository.Data.Fault = new DatasetUnavailableException("gone");
        Assert.Equal(RunStatus.Cached, repository.Execute(spec).Status);
    }

    [Fact]
    public void A_results_folder_that_cannot_be_written_fails_the_run_and_says_where()
    {
        using TestRepository repository = new();
        File.WriteAllText(repository.Layout.Results, "a file where the folder should be");

        RunResult result = repository.Execute(repository.Spec());

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.StartsWith("results cannot be written: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("--results", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RunFiles.Checkpoint)]
    [InlineData(RunFiles.Manifest)]
    public void A_folder_in_the_place_of_a_runs_file_is_called_one(string file)
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        Directory.CreateDirectory(repository.RunFile(spec, file));

        RunResult result = repository.Execute(spec);

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.EndsWith($" cannot be written: {file} in it is a folder, where a file of the run belongs; remove it, or choose another folder with --results",
            result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disk_that_refuses_an_epoch_fails_the_run_and_leaves_no_claim()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        string epochs = repository.RunFile(spec, RunFiles.Epochs);
        repository.Training.DuringEpoch = epoch => Obstruct(epoch == 2, epochs);

        RunResult result = repository.Execute(spec);

        Assert.Equal((RunStatus.Failed, 1), (result.Status, result.Epochs.Count));
        Assert.Contains("cannot be written", result.Error, StringComparison.Ordinal);
        Assert.Null(repository.Results.Read(spec).Status);
        Assert.DoesNotContain(Directory.GetFiles(Path.GetDirectoryName(epochs)!), f => f.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void A_result_made_by_other_sources_says_so_and_is_unchecked()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Accept(spec);

        RunResult result = repository.Execute(spec with { CodeSha256 = new string('e', 64) });

        Assert.Equal((RunStatus.Cached, SnapshotOutcome.Unchecked), (result.Status, result.Snapshot.Outcome));
        Assert.Contains("made by other sources", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_check_nothing_is_compared_or_kept_for_review()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Accept(spec);
        repository.Training.Shift = 0.5;

        RunResult result = repository.Execute(spec, new RunOptions { Force = true, Check = false });

        Assert.Equal(SnapshotOutcome.Unchecked, result.Snapshot.Outcome);
        Assert.False(File.Exists(repository.Layout.ReceivedFile("demo")));
    }

    private static void Throw(bool now, Exception error)
    {
        if (now)
        {
            throw error;
        }
    }

    private static void Cancel(bool now, CancellationTokenSource source)
    {
        if (now)
        {
            source.Cancel();
            source.Token.ThrowIfCancellationRequested();
        }
    }

    private static void Obstruct(bool now, string file)
    {
        if (now)
        {
            File.Delete(file);
            Directory.CreateDirectory(Path.Combine(file, "in the way"));
        }
    }
}
