using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Sweeps;

/// <summary>Executes runs one after the other; one that fails does not take the others with it.</summary>
/// <param name="runs">Executes them.</param>
/// <param name="options">How.</param>
/// <param name="view">Shown how it goes.</param>
/// <param name="loader">Gives a data set of a name to a run, showing a fetch in that run's view.</param>
/// <param name="cancellation">Ends the sweep: the run under way is interrupted, the rest is not started.</param>
internal sealed class Sweep(
    IRunService runs, SweepOptions options, ISweepView view, Func<IRunView, Func<string, CancellationToken, Dataset>> loader, CancellationToken cancellation)
{
    /// <summary>Executes the runs in the given order.</summary>
    public IReadOnlyList<SweepOutcome> Execute(IReadOnlyList<SelectedRun> selected)
    {
        // From here on files may be edited and the program be built again: this sweep goes on with what it began with.
        LoadedProgram.Complete();
        runs.Freeze(selected.Select(run => run.Spec));
        int? cached = CountCached(selected);
        string? fault = cached == selected.Count ? null : options.Engine.Fault(options.Execution.Threads);
        view.Begin(cached, fault);
        List<SweepOutcome> outcomes = [];
        foreach (SelectedRun run in selected)
        {
            int index = outcomes.Count;
            string? reason = WhyNotStarted(outcomes);
            RunResult result =
                fault is not null ? NotStarted(run.Spec, "not started: the engine failed its self-test") with { Status = RunStatus.Failed }
                : reason is null ? Execute(run.Spec, index)
                : NotStarted(run.Spec, reason);
            outcomes.Add(new SweepOutcome(result, run.Named));
            if (reason is null && fault is null)
            {
                view.Finished(index, result);
            }
        }

        return outcomes;
    }

    private RunResult Execute(RunSpec spec, int index)
    {
        try
        {
            return view.Watch(index, shown => runs.Execute(spec, options.Execution, loader(shown), shown, cancellation));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The service reports a run's faults in its result, so this is a fault of the program; it still must not take the other runs with it.
            return NotStarted(spec, $"{error.GetType().Name}: {error.Message}") with { Status = RunStatus.Failed, Cause = error };
        }
    }

    private string? WhyNotStarted(List<SweepOutcome> outcomes)
    {
        if (cancellation.IsCancellationRequested)
        {
            return "not started: the sweep was interrupted";
        }

        SweepOutcome? culprit = options.FailFast ? outcomes.Find(Fails) : null;
        return culprit is null ? null : $"not started: --fail-fast, after {culprit.Result.Spec.Name}";
    }

    private bool Fails(SweepOutcome outcome) =>
        outcome.Result.Status == RunStatus.Failed || (options.Execution.Check && outcome.Result.Snapshot.Outcome == SnapshotOutcome.NotEqual);

    private RunResult NotStarted(RunSpec spec, string reason) => new()
    {
        Spec = spec,
        Engine = options.Engine.Version,
        Status = cancellation.IsCancellationRequested ? RunStatus.Interrupted : null,
        Snapshot = SnapshotComparison.Unchecked,
        Fingerprint = runs.Stored(spec).Fingerprint,
        Error = reason,
    };

    private int? CountCached(IReadOnlyList<SelectedRun> selected) =>
        options.Execution.Force ? null : selected.Count(run => runs.Stored(run.Spec).Status == RunStatus.Cached);
}
