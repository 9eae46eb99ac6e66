using System.Collections.Concurrent;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Runner.Runs.Review;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Tests.Cli;

/// <summary>Runs whose outcome a test decides; nothing is trained.</summary>
internal sealed class FakeRuns : IRunService
{
    private readonly Dictionary<string, RunResult> _outcomes = [];
    private readonly Dictionary<string, RunResult> _stored = [];
    private readonly Dictionary<string, IReadOnlyList<EpochMetrics>> _accepted = [];
    private readonly Dictionary<string, (string File, RunResult Result)> _appearing = [];

    /// <summary>The engine that outcomes are said to be of.</summary>
    public string Engine { get; init; } = "exact/1";

    /// <summary>Names in the order of execution.</summary>
    public List<string> Executed { get; } = [];

    /// <summary>The options of the last execution.</summary>
    public RunOptions? Options { get; private set; }

    /// <summary>Called before a run's outcome is given.</summary>
    public Action<RunSpec, IRunObserver, Func<DatasetDefinition, CancellationToken, Dataset>>? During { get; set; }

    public static RunResult Result(
        RunSpec spec, RunStatus? status, SnapshotOutcome outcome = SnapshotOutcome.Equal, double accuracy = 0.9512, string? error = null,
        params string[] explanation)
    {
        bool trained = status is RunStatus.Completed or RunStatus.Cached;
        return new RunResult
        {
            Spec = spec,
            Status = status,
            Snapshot = trained ? new SnapshotComparison(outcome, explanation) : SnapshotComparison.Unchecked,
            Fingerprint = "0123456789abcdef",
            Epochs = trained ? Specs.Epochs(spec.Epochs, accuracy) : [],
            TrainSeconds = trained ? 2.1 : null,
            EvaluateSeconds = trained ? 0.3 : null,
            Error = error,
        };
    }

    /// <summary>What executing a run comes to.</summary>
    public void Gives(RunSpec spec, RunStatus status, SnapshotOutcome outcome = SnapshotOutcome.Equal, double accuracy = 0.9512, string? error = null,
        params string[] explanation) =>
        _outcomes[spec.Name] = Result(spec, status, outcome, accuracy, error, explanation);

    /// <summary>A result that is there already.</summary>
    public void Holds(RunSpec spec, SnapshotOutcome outcome = SnapshotOutcome.Equal, double accuracy = 0.9512) =>
        _stored[spec.Name] = _outcomes[spec.Name] = Result(spec, RunStatus.Cached, outcome, accuracy);

    /// <summary>A result that is there as soon as a file is.</summary>
    public void Appears(RunSpec spec, string file,
        SnapshotOutcome outcome = SnapshotOutcome.Equal) => _appearing[spec.Name] = (file, Result(spec, RunStatus.Cached, outcome));

    /// <summary>A result that is there already, with figures on held-out samples.</summary>
    public void HoldsOut(RunSpec spec, double validation, double test)
    {
        RunResult result = Result(spec, RunStatus.Cached, accuracy: test);
        result = result with { Epochs = [.. result.Epochs.Select(epoch => epoch with { ValidationLoss = 0.4, ValidationAccuracy = validation })] };
        _stored[spec.Name] = _outcomes[spec.Name] = result;
    }

    /// <summary>A result that is there already of a run that predicts numbers: an RMSE for each epoch.</summary>
    public void HoldsNumbers(RunSpec spec, params double[] rmse) => _stored[spec.Name] = _outcomes[spec.Name] =
        Result(spec, RunStatus.Cached) with
        {
            Epochs = [.. rmse.Select((error, i) => Specs.NumberEpoch(i + 1, error) with { ValidationLoss = spec.RestoresBest ? error : null })],
        };

    /// <summary>What is there already of a run that was halted after so many epochs.</summary>
    public void HoldsHalted(RunSpec spec, int epochs, double validation)
    {
        RunResult result = Result(spec, RunStatus.Halted) with { Epochs = [.. Specs.Epochs(spec.Epochs, 0.9).Take(epochs)
            .Select(epoch => epoch with { ValidationLoss = 0.4, ValidationAccuracy = validation })] };
        _stored[spec.Name] = _outcomes[spec.Name] = result;
    }

    /// <summary>What is there already of a run that was begun and did not come to its end.</summary>
    public void Leaves(RunSpec spec, string status, int epochs, string? error = null, bool running = false) =>
        _stored[spec.Name] = Result(spec, status: null) with { Unfinished = new UnfinishedRun(status, epochs, error) { Running = running } };

    /// <summary>What executing a run comes to, or what is there of it, is seen otherwise.</summary>
    public void Alters(RunSpec spec, Func<RunResult, RunResult> change)
    {
        foreach (Dictionary<string, RunResult> results in (Dictionary<string, RunResult>[])[_outcomes, _stored])
        {
            if (results.TryGetValue(spec.Name, out RunResult? result))
            {
                results[spec.Name] = change(result);
            }
        }
    }

    /// <summary>A result that is there already becomes that of this spec of the same name.</summary>
    public void Relabels(RunSpec spec) => _stored[spec.Name] = _outcomes[spec.Name] = _stored[spec.Name] with { Spec = spec };

    /// <summary>A snapshot that was accepted.</summary>
    public void Accepts(RunSpec spec, double accuracy) => _accepted[spec.Name] = Specs.Epochs(spec.Epochs, accuracy);

    /// <summary>The runs whose specs were looked at before any was executed.</summary>
    public List<string> Frozen { get; } = [];

    public void Freeze(IEnumerable<RunSpec> specs) => Frozen.AddRange(specs.Select(spec => spec.Name));

    /// <summary>Names of the runs whose stored result was asked for, each time.</summary>
    public ConcurrentBag<string> Asked { get; } = [];

    public RunResult Stored(RunSpec spec)
    {
        Asked.Add(spec.Name);
        return _stored.GetValueOrDefault(spec.Name)
            ?? (_appearing.TryGetValue(spec.Name, out (string File, RunResult Result) run) && File.Exists(run.File) ? run.Result : Result(spec, status: null));
    }

    /// <summary>Why runs are not executed, unless as they were built in.</summary>
    public Dictionary<string, string> Refused { get; } = [];

    /// <summary>What other engines made of a run.</summary>
    public Dictionary<string, RunResult[]> OfOthers { get; } = [];

    public IReadOnlyList<RunResult> OfOtherEngines(RunSpec spec) => OfOthers.GetValueOrDefault(spec.Name, []);

    /// <summary>What was made of a run's name before.</summary>
    public Dictionary<string, RunResult[]> OfBefore { get; } = [];

    public IReadOnlyList<RunResult> Earlier(RunSpec spec) => OfBefore.GetValueOrDefault(spec.Name, []);

    public string Plan(RunResult stored, bool force) => force ? "again: --force" : stored.Status == RunStatus.Cached ? "cached" : "new";

    public IDisposable KeepTogether(Action<string> note, CancellationToken cancellation) => new MemoryStream();

    public AcceptedEpochs Accepted(RunSpec spec) => new(_accepted.GetValueOrDefault(spec.Name, []), null);

    public RunResult Execute(RunSpec spec, RunOptions options, Func<DatasetDefinition, CancellationToken, Dataset> data, IRunObserver observer,
        CancellationToken cancellation)
    {
        if (options.StoredOnly)
        {
            return Refused.TryGetValue(spec.Name, out string? error) && !options.AsBuilt ? Result(spec, RunStatus.Failed, error: error) : Stored(spec);
        }

        bool known;
        RunResult? result;
        lock (Executed)
        {
            (Options, known) = (options, _outcomes.TryGetValue(spec.Name, out result));
            Executed.Add(spec.Name);
        }

        During?.Invoke(spec, observer, data);
        return known ? result! with { Engine = Engine } : throw new InvalidOperationException($"the test says nothing of {spec.Name}");
    }
}
