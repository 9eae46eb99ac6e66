using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Selection;
using MnistLstm.Training;

namespace MnistLstm.Runner.Sweeps.Slurm;

/// <summary>The runs of a sweep, meant by their places in its list, and what came of each so far. Nothing is trained here.</summary>
/// <param name="runs">Reads and checks results.</param>
/// <param name="execution">How they are checked.</param>
/// <param name="view">Shown what comes in.</param>
/// <param name="selected">The runs.</param>
internal sealed class CollectedRuns(IRunService runs, RunOptions execution, ISweepView view, IReadOnlyList<SelectedRun> selected)
{
    private readonly RunResult?[] _results = new RunResult?[selected.Count];

    /// <summary>How many runs there are.</summary>
    public int Count => selected.Count;

    /// <summary>How many have a result.</summary>
    public int Complete => _results.Count(IsComplete);

    /// <summary>The first run that failed or, where that is asked for, differs from its snapshot; null when all is well.</summary>
    public RunSpec? FirstFault => Array.Find(_results, result => result is { Status: RunStatus.Failed } || IsDifferent(result))?.Spec;

    /// <summary>A run.</summary>
    public RunSpec Spec(int index) => selected[index].Spec;

    /// <summary>True when a run has its result.</summary>
    public bool HasResult(int index) => IsComplete(_results[index]);

    /// <summary>True when nothing is to be done for a run any more.</summary>
    public bool IsSettled(int index) => _results[index] is not null;

    /// <summary>The runs that something is to be done for.</summary>
    public IEnumerable<int> Unsettled() => Enumerable.Range(0, Count).Where(run => !IsSettled(run));

    /// <summary>A run's result as it is stored, or its status null.</summary>
    public RunResult Stored(int index) => runs.Stored(Spec(index));

    /// <summary>A run's fingerprint.</summary>
    public string Fingerprint(int index) => Stored(index).Fingerprint;

    /// <summary>Looks at all runs as a sweep does that begins: which results are there, and which specs are not those that were built in.</summary>
    public void LookAtAll()
    {
        for (int i = 0; i < Count; i++)
        {
            RunResult result = Read(i, asBuilt: false);
            if (result.Status is not null)
            {
                Settle(i, result);
            }
        }
    }

    /// <summary>True when a run's result is there; it is checked and shown if it came in just now.</summary>
    public bool Look(int index)
    {
        if (HasResult(index))
        {
            return true;
        }

        if (runs.Stored(Spec(index)).Status is null || Read(index, asBuilt: true) is not { Status: RunStatus.Cached } result)
        {
            return false;
        }

        Settle(index, result with { Status = RunStatus.Completed });
        return true;
    }

    /// <summary>Says how a run ended without a result.</summary>
    /// <param name="index">The run.</param>
    /// <param name="status">How; null for a run that was not started.</param>
    /// <param name="error">Why.</param>
    public void End(int index, RunStatus? status, string error) => Settle(index, Stored(index) with { Status = status, Error = error });

    /// <summary>All of them; what nobody said anything of was not started.</summary>
    public IReadOnlyList<SweepOutcome> Outcomes(string otherwise) =>
        [.. selected.Select((run, index) => new SweepOutcome(_results[index] ?? Stored(index) with { Status = null, Error = otherwise }, run.Named))];

    private static bool IsComplete(RunResult? result) => result is { Status: RunStatus.Completed or RunStatus.Cached };

    private bool IsDifferent(RunResult? result) => execution.Check && result?.Snapshot.Outcome == Snapshots.SnapshotOutcome.NotEqual;

    private RunResult Read(int index, bool asBuilt) => view.Watch(index, shown => runs.Execute(
        Spec(index), execution with { StoredOnly = true, AsBuilt = asBuilt, PassOver = true },
        (name, _) => throw new InvalidOperationException($"{name} is not read here"), shown, CancellationToken.None));

    private void Settle(int index, RunResult result)
    {
        _results[index] = result;
        view.Finished(index, result);
    }
}
