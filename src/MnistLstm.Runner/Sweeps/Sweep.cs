using System.Runtime.ExceptionServices;
using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Sweeps;

/// <summary>
/// Executes runs, so many side by side; one that fails does not take the others with it. A run that another live process is making is left to
/// it, so that sweeps of one folder share the work, and asked for again when all others are done.
/// </summary>
/// <param name="runs">Executes them.</param>
/// <param name="options">How.</param>
/// <param name="view">Shown how it goes.</param>
/// <param name="loader">Gives a data set of a name to a run, showing a fetch in that run's view.</param>
/// <param name="cancellation">Ends the sweep: the runs under way are interrupted, the rest is not started.</param>
internal sealed class Sweep(
    IRunService runs, SweepOptions options, ISweepView view, Func<IRunView, Func<DatasetDefinition, CancellationToken, Dataset>> loader,
    CancellationToken cancellation)
{
    /// <summary>What the error of a run begins with that was not started because one before it ended the sweep.</summary>
    public const string AfterFault = "not started: --fail-fast";

    /// <summary>Between two looks at runs that other processes are making.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    private readonly object _gate = new();
    private readonly Dictionary<int, RunOwner?> _told = [];

    /// <summary>Executes the runs, begun in the given order; the outcomes are in that order, whenever each came to its end.</summary>
    public IReadOnlyList<SweepOutcome> Execute(IReadOnlyList<SelectedRun> selected)
    {
        // From here on files may be edited and the program be built again: this sweep goes on with what it began with.
        LoadedProgram.Complete();
        runs.Freeze(selected.Select(run => run.Spec));
        int? cached = CountCached(selected);
        string? fault = cached == selected.Count ? null : options.Engine.Fault(options.Execution.Threads);
        view.Begin(cached, fault);
        RunResult[] results = fault is null
            ? ExecuteAll([.. selected.Select(run => run.Spec)])
            : [.. selected.Select(run => NotStarted(run.Spec, "not started: the engine failed its self-test") with { Status = RunStatus.Failed })];
        return [.. selected.Zip(results, (run, result) => new SweepOutcome(result, run.Named))];
    }

    private RunResult[] ExecuteAll(IReadOnlyList<RunSpec> specs)
    {
        RunResult?[] results = new RunResult?[specs.Count];
        long[] bytes = [.. specs.Select(spec => options.Jobs == 1 ? 0 : MemoryEstimate.Bytes(spec, options.Execution.ThreadsOf(spec), options.Memory))];
        SweepQueue queue = new(bytes, options.Memory, index => view.NoRoom(index, bytes[index], options.Memory));
        ExceptionDispatchInfo? error = null;
        Thread[] others =
            [.. Enumerable.Range(2, Math.Max(0, Math.Min(options.Jobs, specs.Count) - 1)).Select(job => new Thread(Work) { Name = $"job {job}" })];
        Array.ForEach(others, thread => thread.Start());
        Work();
        Array.ForEach(others, thread => thread.Join());
        error?.Throw();
        return [.. results.Select((result, index) => result ?? NotStarted(specs[index], WhyNotStarted(results) ?? "not started"))];

        void Work()
        {
            try
            {
                ExecuteFrom(queue, specs, results);
            }
            catch (Exception fault)
            {
                error = ExceptionDispatchInfo.Capture(fault);
            }
        }
    }

    private void ExecuteFrom(SweepQueue queue, IReadOnlyList<RunSpec> specs, RunResult?[] results)
    {
        while (WhyNotStarted(results) is null && queue.Take(out int index, out bool comesAgain))
        {
            RunResult? result = null;
            try
            {
                result = WhyNotStarted(results) is null ? Execute(specs[index], index) : null;
            }
            finally
            {
                if (result?.PassedOver is null)
                {
                    queue.Done(index);
                }
                else
                {
                    queue.PutBack(index);
                }
            }

            if (result?.PassedOver is { } elsewhere)
            {
                WaitFor(index, elsewhere.Owner, comesAgain);
            }
            else if (result is not null)
            {
                lock (_gate)
                {
                    results[index] = result;
                    view.Finished(index, result);
                }
            }
        }
    }

    private void WaitFor(int index, RunOwner? owner, bool comesAgain)
    {
        if (!comesAgain)
        {
            // There may be others to make meanwhile.
            return;
        }

        lock (_gate)
        {
            if (!_told.TryGetValue(index, out RunOwner? before) || (owner is not null && owner != before))
            {
                _told[index] = owner;
                view.Waiting(index, owner);
            }
        }

        cancellation.WaitHandle.WaitOne(s_pause);
    }

    private RunResult Execute(RunSpec spec, int index)
    {
        try
        {
            return view.Watch(index, shown => runs.Execute(spec, options.Execution with { PassOver = true }, loader(shown), shown, cancellation));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The service reports a run's faults in its result, so this is a fault of the program; it still must not take the other runs with it.
            return NotStarted(spec, $"{error.GetType().Name}: {error.Message}") with { Status = RunStatus.Failed, Cause = error };
        }
    }

    private string? WhyNotStarted(RunResult?[] results)
    {
        if (cancellation.IsCancellationRequested)
        {
            return "not started: the sweep was interrupted";
        }

        lock (_gate)
        {
            RunResult? culprit = options.FailFast ? Array.Find(results, result => result is not null && Fails(result)) : null;
            return culprit is null ? null : $"{AfterFault}, after {culprit.Spec.Name}";
        }
    }

    private bool Fails(RunResult result) =>
        result.Status == RunStatus.Failed || (options.Execution.Check && result.Snapshot.Outcome == SnapshotOutcome.NotEqual);

    private RunResult NotStarted(RunSpec spec, string reason) => new()
    {
        Spec = spec,
        Engine = options.Engine.Version,
        Status = null,
        Snapshot = SnapshotComparison.Unchecked,
        Fingerprint = runs.Stored(spec).Fingerprint,
        Error = reason,
    };

    private int? CountCached(IReadOnlyList<SelectedRun> selected) =>
        options.Execution.Force ? null : selected.Count(run => runs.Stored(run.Spec).Status == RunStatus.Cached);
}
