using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Runs.Review;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Runs;

/// <summary>The runs, results and snapshots of a repository.</summary>
internal sealed class RunService : IRunService
{
    private readonly RunEngines _engines;
    private readonly RunStore _store;
    private readonly SnapshotStore _snapshots;
    private readonly StoredResults _results;
    private readonly RunPlanner _planner;
    private readonly EarlierResults _earlier;
    private readonly SpecFreshness _freshness;

    /// <param name="layout">Where things are.</param>
    /// <param name="readOnlySnapshots">True to write nothing below experiments/.</param>
    /// <param name="engines">The engines there are: results of others stand beside those of this one.</param>
    /// <param name="engine">What runs are trained with; null for the exact engine.</param>
    public RunService(RepositoryLayout layout, bool readOnlySnapshots, RunEngines engines, RunEngine? engine = null)
    {
        _engines = engines;
        RunDataSource data = new();
        _store = new RunStore(layout, engine: engine);
        _freshness = new SpecFreshness(layout);
        _snapshots = new SnapshotStore(layout, readOnlySnapshots, engine);
        _results = new StoredResults(_store, _snapshots, data, _freshness);
        _planner = new RunPlanner(_store, data, _freshness);
        _earlier = new EarlierResults(_store, data);
    }

    /// <inheritdoc/>
    public void Freeze(IEnumerable<RunSpec> specs) => _freshness.Freeze(specs);

    /// <inheritdoc/>
    public RunResult Stored(RunSpec spec) => _results.Read(spec);

    /// <inheritdoc/>
    public IReadOnlyList<RunResult> OfOtherEngines(RunSpec spec) =>
    [
        .. _results.OfOtherEngines(spec).Select(result =>
            _engines.Find(RunEngine.WordOf(result.Engine)) is { } engine && engine.SourcesSha256(spec) == result.SourcesSha256
                ? result with { Snapshot = new SnapshotStore(_snapshots.Layout, readOnly: true, engine).Compare(spec, result.Epochs) }
                : result),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<RunResult> Earlier(RunSpec spec) => _earlier.Of(spec);

    /// <inheritdoc/>
    public string Plan(RunResult stored, bool force) => stored.Model is { } model
        ? _planner.Explain(stored.Spec, force, stored.Fingerprint, model, stored.SourcesSha256)
        : _planner.Explain(stored.Spec, force);

    /// <summary>The complete result of a run, for its weights; null when there is none.</summary>
    public StoredRun? Find(RunSpec spec) => _results.Find(spec);

    /// <summary>The complete result of a run with every file's content checked, or null with what is wrong with it, if something is there.</summary>
    public StoredRun? FindWhole(RunSpec spec, out string? fault) => _results.FindWhole(spec, out fault);

    /// <summary>The review loop over these results and snapshots.</summary>
    public ISnapshotReview Review(IReadOnlyList<RunSpec> catalog) => new RepositoryReview(new SnapshotReview(_snapshots, _results, catalog));

    /// <inheritdoc/>
    public AcceptedEpochs Accepted(RunSpec spec)
    {
        try
        {
            return _snapshots.Find(spec) switch
            {
                null => AcceptedEpochs.None,
                { Fault: { } fault } => new AcceptedEpochs([], fault),
                SnapshotEntry entry => IsOf(entry, spec) ? new AcceptedEpochs(entry.Epochs, null) : AcceptedEpochs.None,
            };
        }
        catch (SnapshotException error)
        {
            return new AcceptedEpochs([], error.Message);
        }
    }

    /// <inheritdoc/>
    public RunResult Execute(RunSpec spec, RunOptions options, Func<DatasetDefinition, CancellationToken, Dataset> data, IRunObserver observer,
        CancellationToken cancellation) =>
        new RunExecutor(_store, _snapshots, new RunDataSource(data), _freshness).Execute(spec, options, observer, cancellation);

    /// <inheritdoc/>
    public IDisposable KeepTogether(Action<string> note, CancellationToken cancellation) => _snapshots.KeepTogether(note, cancellation);

    /// <summary>True when the entry was made by this engine from the spec as it is now; a key it lacks was at its default then.</summary>
    private bool IsOf(SnapshotEntry entry, RunSpec spec) =>
        RunEngine.WordOf(entry.Engine) == _snapshots.Engine.Word
        && (_snapshots.Engine.Tolerance is not null || entry.Engine == _snapshots.Engine.Version)
        && (entry.Tolerance is not null || entry.HooksSha256 == spec.Hooks?.Sha256)
        && spec.IsWhole(entry.Epochs)
        && !SpecChange.Between(entry.Spec, spec).Any();

    private sealed class RepositoryReview(SnapshotReview review) : ISnapshotReview
    {
        public IReadOnlyList<PendingSnapshot> Pending() => review.Pending();

        public IReadOnlyList<SnapshotOrphan> Orphans() => review.Orphans();

        public IReadOnlyList<AcceptedSnapshot> Accept(IReadOnlyList<RunSpec> runs, Action<RunOwner?> waiting,
            CancellationToken cancellation) => review.Accept(runs, waiting, cancellation);

        public RejectedRuns Reject(IReadOnlyList<RunSpec> runs, Action<RunOwner?> waiting,
            CancellationToken cancellation) => review.Reject(runs, waiting, cancellation);
    }
}
