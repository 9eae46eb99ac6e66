using System.Globalization;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Results.Texts;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Runs.Execution;

/// <summary>
/// Trains a run, unless its result is there already, stores it and compares it with its snapshot. Whatever goes wrong with the run is in
/// its result and not thrown, so that one run neither ends a sweep nor hides in it. Safe to use from any thread.
/// </summary>
internal sealed class RunExecutor
{
    private readonly RunStore _store;
    private readonly SnapshotStore _snapshots;
    private readonly IDatasetSource _data;
    private readonly SpecFreshness _freshness;
    private readonly StartingPoints _points;
    private readonly Func<RunSpec, Dataset, TrainingOptions, ITrainingSession> _start;

    /// <summary>Creates an executor.</summary>
    /// <param name="store">Where results go.</param>
    /// <param name="snapshots">What they are compared with.</param>
    /// <param name="data">Where data comes from.</param>
    /// <param name="freshness">Whether the specs are still those that were built in; null to make an own.</param>
    public RunExecutor(RunStore store, SnapshotStore snapshots, IDatasetSource data, SpecFreshness? freshness = null)
        : this(store, snapshots, data, freshness, store.Engine.Start)
    {
    }

    internal RunExecutor(RunStore store, SnapshotStore snapshots, IDatasetSource data, SpecFreshness? freshness,
        Func<RunSpec, Dataset, TrainingOptions, ITrainingSession> start)
    {
        _store = store;
        _snapshots = snapshots;
        _data = data;
        _freshness = freshness ?? new SpecFreshness(store.Layout);
        _points = new StartingPoints(store, data);
        _start = start;
    }

    /// <summary>Executes one run.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="options">How.</param>
    /// <param name="observer">Told how it goes; null for nobody.</param>
    /// <param name="cancellation">Ends it; the result then says interrupted, and what it has stored claims nothing.</param>
    /// <exception cref="ArgumentException">There is no such data set, which the build should have refused.</exception>
    public RunResult Execute(RunSpec spec, RunOptions options, IRunObserver? observer = null, CancellationToken cancellation = default)
    {
        var result = new RunResult
        {
            Spec = spec,
            Status = null,
            Snapshot = SnapshotComparison.Unchecked,
            Engine = _store.Engine.Version,
            Fingerprint = Fingerprint.Of(spec, _data.Identify(spec.Data), _store.Engine.Version),
        };
        try
        {
            if (!options.AsBuilt && _freshness.Fault(spec) is { } stale)
            {
                return result with { Status = RunStatus.Failed, Error = stale, FailsAgain = true };
            }

            if (Cached(ref result, options, observer, cancellation) is { } cached)
            {
                return cached;
            }

            if (options.StoredOnly)
            {
                return result;
            }

            RunOwner? owner = null;
            using RunRecorder? recorder = options.PassOver
                ? _store.TryOpen(spec, result.Fingerprint, out owner)
                : _store.Open(spec, result.Fingerprint, holder => observer?.Waiting(holder), cancellation);
            if (recorder is null)
            {
                return result with { PassedOver = new PassedOver(owner) };
            }

            // Another process may have made it meanwhile.
            return Cached(ref result, options, observer, cancellation) ?? Train(result, options, recorder, observer, cancellation);
        }
        catch (Exception error)
        {
            return Ended(result, error, cancellation);
        }
    }

    private RunResult? Cached(ref RunResult result, RunOptions options, IRunObserver? observer, CancellationToken cancellation)
    {
        if (options.Force)
        {
            return null;
        }

        RunSpec spec = result.Spec;
        if (_store.FindWhole(spec, result.Fingerprint, out string? fault) is not { } run)
        {
            result = fault is null ? result : result with { Notes = [fault] };
            return fault is null ? Halted(ref result, options) : null;
        }

        List<string> notes = [];
        RunResult cached = StoredResults.Cached(spec, run, _store, epochs => Check(spec, options, epochs, notes, observer, cancellation));
        return cached with { Notes = [.. cached.Notes, .. notes] };
    }

    /// <summary>What these sources have trained for at least a rung's epochs needs no more for that rung.</summary>
    private RunResult? Halted(ref RunResult result, RunOptions options)
    {
        HaltedRun? run = _store.FindHalted(result.Spec, result.Fingerprint, out string? fault);
        result = fault is null ? result : result with { Notes = [fault] };
        return run is not null && run.Epochs.Count >= options.StopAfter && run.SourcesSha256 == _store.Engine.SourcesSha256(result.Spec)
            ? StoredResults.Halted(result, run) : null;
    }

    private RunResult Train(RunResult result, RunOptions options, RunRecorder recorder, IRunObserver? observer, CancellationToken cancellation)
    {
        RunSpec spec = result.Spec;
        var timer = new EpochTimer(_store.Time, observer);
        List<string> notes = [.. result.Notes];
        try
        {
            Dataset data = _data.Load(spec.Data, cancellation);
            if (data.Sha256 != _data.Identify(spec.Data).Sha256)
            {
                throw new DatasetUnavailableException(
                    $"{spec.Dataset}: the data loaded is not the data it is known by; expected {_data.Identify(spec.Data).Sha256}, got {data.Sha256}");
            }

            StartingPoint start = options.Force ? StartingPoint.New : _points.Find(spec, result.Fingerprint);
            bool otherCode = start.Reason == StartingPoints.MadeByOthers;
            int threads = options.ThreadsOf(spec);
            recorder.Begin(data.Sha256, threads, start.State is not null ? Left.State : options.Force || otherCode ? Left.Nothing : Left.Epochs);
            using ITrainingSession session = _start(spec, data, new TrainingOptions { Threads = threads, Memory = options.Memory });
            start = Start(session, recorder, timer, start);
            observer?.Begun(start);

            // Of a result that is there and cannot be used: what is done about it.
            notes = [.. notes.Select(note => $"{note}; it {(start == StartingPoint.New ? "is trained again" : start)}")];
            Checkpointing checkpoints = new(session, recorder, _points.Identity(spec), _store.Time, timer, spec.Steps is not null);
            while (!spec.IsWhole(recorder.Epochs) && !(recorder.Epochs.Count >= options.StopAfter))
            {
                EpochMetrics epoch = RunEpoch(session, timer, checkpoints, options.Force, cancellation);
                if (EpochText.FirstNotFinite(epoch) is { } metric)
                {
                    throw new ArithmeticException(
                        $"{metric} became NaN or infinite {(epoch.Step is null ? "in" : "after")} {RowText.Of(epoch)}; a smaller learning_rate is "
                            + "the usual remedy");
                }

                recorder.Add(epoch, timer.TrainSeconds, timer.EvaluateSeconds);
                checkpoints.EpochCompleted();
                observer?.EpochCompleted(epoch);
            }

            result = result with
            {
                Status = End(session, recorder, timer, spec) ? RunStatus.Completed : RunStatus.Halted, SourcesSha256 = _store.Engine.SourcesSha256(spec),
            };
        }
        catch (Exception error)
        {
            result = Ended(result, error, cancellation);
            NoteEnd(recorder, result, timer, notes);
        }

        if (result.Status == RunStatus.Completed && DivergedRun.Note(spec, recorder.Epochs) is { } diverged)
        {
            result = result with { Diverged = diverged };
            notes.Add(diverged);
        }

        return result with
        {
            Epochs = recorder.Epochs,
            TrainSeconds = recorder.HasBegun ? timer.TrainSeconds : null,
            EvaluateSeconds = recorder.HasBegun ? timer.EvaluateSeconds : null,
            Snapshot = result.Status == RunStatus.Completed ? Check(spec, options, recorder.Epochs, notes, observer, cancellation)
                : SnapshotComparison.Unchecked,
            Notes = notes,
        };
    }

    /// <summary>Stores what was trained; true when it is the whole run, false when it was halted.</summary>
    private bool End(ITrainingSession session, RunRecorder recorder, EpochTimer timer, RunSpec spec)
    {
        if (!spec.IsWhole(recorder.Epochs))
        {
            recorder.Halt(timer.TrainSeconds, timer.EvaluateSeconds);
            return false;
        }

        recorder.Complete(stream => ModelFile.Write(stream, spec, session.Weights(), _store.Engine.Version), timer.TrainSeconds, timer.EvaluateSeconds);
        return true;
    }

    /// <summary>Goes on from a state, and says where the training really begins.</summary>
    private static StartingPoint Start(ITrainingSession session, RunRecorder recorder, EpochTimer timer, StartingPoint start)
    {
        if (start.State is not { } state)
        {
            return start.Reason == StartingPoints.NoCheckpoint && session.ResumeObstacle is { } obstacle ? start with { Reason = obstacle } : start;
        }

        try
        {
            recorder.GoOn(session.GoOn(state));
            timer.Add(start.TrainSeconds, start.EvaluateSeconds);
            return start;
        }
        catch (TrainerStateException error)
        {
            return new StartingPoint(null, error.Message.ReplaceLineEndings(" "));
        }
    }

    private static EpochMetrics RunEpoch(
        ITrainingSession session, EpochTimer timer, Checkpointing checkpoints, bool forced, CancellationToken cancellation)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            return timer.Measure(_ => session.RunEpoch(checkpoints, cancellation));
        }
        catch (OperationCanceledException error) when (cancellation.IsCancellationRequested)
        {
            // Forced again, it would begin anew.
            StartingPoint there = checkpoints.Interrupted();
            string command = forced && there.State is not null ? "the same command without --force" : "the same command";
            throw new OperationCanceledException($"interrupted; {command} {there}", error, cancellation);
        }
    }

    private SnapshotComparison Check(RunSpec spec, RunOptions options, IReadOnlyList<EpochMetrics> epochs, List<string> notes, IRunObserver? observer,
        CancellationToken cancellation)
    {
        if (StartingWeights.HashOf(spec) is { } weights)
        {
            notes.Add($"it begins with the weights {weights[..16]} and not with the seed's, so no snapshot is of it");
            return SnapshotComparison.Unchecked;
        }

        if (!options.Check)
        {
            return SnapshotComparison.Unchecked;
        }

        try
        {
            return _snapshots.Check(spec, epochs, owner => observer?.WaitingToKeep(owner), cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or SnapshotException)
        {
            // The comparison stands although what differs could not be kept for review.
            notes.Add($"the difference could not be kept for review: {error.Message}");
            return _snapshots.Compare(spec, epochs);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            notes.Add("the difference was not kept for review: interrupted while another process was writing snapshots");
            return _snapshots.Compare(spec, epochs);
        }
    }

    private static void NoteEnd(RunRecorder recorder, RunResult result, EpochTimer timer, List<string> notes)
    {
        if (!recorder.HasBegun)
        {
            return;
        }

        try
        {
            string status = result.Status == RunStatus.Interrupted ? "interrupted" : RunStore.Failed;
            recorder.End(status, result.Error!, timer.TrainSeconds, timer.EvaluateSeconds);
        }
        catch (RunStoreException error)
        {
            // It still says running, and so claims nothing.
            notes.Add(error.Message);
        }
    }

    private static RunResult Ended(RunResult result, Exception error, CancellationToken cancellation)
    {
        (RunStatus status, string message) = error switch
        {
            OperationCanceledException when cancellation.IsCancellationRequested =>
                (RunStatus.Interrupted, error.InnerException is OperationCanceledException ? error.Message : "interrupted"),
            DatasetUnavailableException => (RunStatus.DataUnavailable, error.Message),
            TrainingDivergedException or ArithmeticException or NotSupportedException or RunStoreException => (RunStatus.Failed, error.Message),
            InsufficientMemoryException => (RunStatus.Failed, error.Message),
            OutOfMemoryException => (RunStatus.Failed, "out of memory; a smaller hidden_size or batch_size needs less, and so do fewer runs at a time"),
            _ => (RunStatus.Failed, $"{error.GetType().Name}: {error.Message}"),
        };
        bool failsAgain = status == RunStatus.Failed
            && error is TrainingDivergedException or ArithmeticException or NotSupportedException or InsufficientMemoryException;
        return result with { Status = status, Error = message, Cause = error, FailsAgain = failsAgain };
    }
}
