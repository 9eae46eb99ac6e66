using MnistLstm.Experiments.Reports;
using MnistLstm.Experiments.Runs;
using MnistLstm.Experiments.Snapshots;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Experiments.Commands;

/// <summary>Executes runs one after the other, shows how they go, prints the results and says what to do next.</summary>
/// <param name="services">What commands work with.</param>
/// <param name="options">The command's options.</param>
internal sealed class Sweep(CommandServices services, SweepOptions options)
{
    private readonly IRunService _runs = services.RunsOf(options.Results, options.Engine);
    private readonly DataPlaces _places = services.DataPlaces(options.Data);
    private readonly ISweepProgress _progress = services.Terminal.Live is { } console ? new LiveProgress(console, services.Time) : new PlainProgress(services.Terminal);

    /// <summary>Executes the runs in the given order and returns the exit code.</summary>
    public int Execute(IReadOnlyList<SelectedRun> selected)
    {
        long started = services.Time.GetTimestamp();

        // From here on files may be edited and the program be built again: this sweep goes on with what it began with.
        LoadedProgram.Complete();
        _runs.Freeze(selected.Select(run => run.Spec));
        SweepNotes notes = new(services.Terminal, [.. selected.Select(run => run.Spec)]);
        int? cached = CountCached(selected);
        notes.Header(cached, DescribeMachine(), DescribeData(selected));
        string? fault = cached == selected.Count ? null : options.Engine.Fault(options.Execution.Threads);
        if (fault is not null)
        {
            services.Terminal.Note($"error: the engine failed its self-test: {fault}");
        }

        List<SweepOutcome> outcomes = [];
        List<RunFigures> rows = [];
        foreach (SelectedRun run in selected)
        {
            string? reason = WhyNotStarted(outcomes);
            RunResult result =
                fault is not null ? NotStarted(run.Spec, "not started: the engine failed its self-test") with { Status = RunStatus.Failed }
                : reason is null ? Execute(run.Spec, notes.Place(outcomes.Count))
                : NotStarted(run.Spec, reason);
            outcomes.Add(new SweepOutcome(result, run.Named));
            rows.Add(StoredRuns.Row(_runs, result));
            if (reason is null && fault is null)
            {
                notes.Finished(outcomes.Count - 1, rows[^1]);
                if (services.Debug && result.Cause is { } cause)
                {
                    services.Terminal.Note(cause.ToString());
                }
            }
        }

        if (services.Terminal.OutputWidth is not null)
        {
            // The table follows on the same terminal.
            services.Terminal.Note();
        }

        SeedGroups groups = SeedGroups.Of(rows);
        new RowPrinter(services.Terminal, options.Format).Print(rows, () => ResultTables.OfSweep(groups.Rows));
        StoredRuns.Notes(services.Terminal, groups);
        notes.Summary(rows, services.Time.GetElapsedTime(started));
        return ExitCode.Of(outcomes, services.Cancellation.IsCancellationRequested, options.Execution.Check, services.Ci);
    }

    private RunResult Execute(RunSpec spec, string place)
    {
        try
        {
            return _progress.Watch(place, spec, view => _runs.Execute(spec, options.Execution, Loader(view), view, services.Cancellation));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The service reports a run's faults in its result, so this is a fault of the program; it still must not take the other runs with it.
            return NotStarted(spec, services.Debug ? error.ToString() : $"{error.GetType().Name}: {error.Message}") with { Status = RunStatus.Failed };
        }
    }

    private Func<string, CancellationToken, Dataset> Loader(IRunView view) => (name, cancellation) =>
    {
        FetchReporter reporter = new(view.Note, view.Status);
        return services.LoadData(name, new DataOptions { Places = _places, MayFetch = true, Progress = reporter.Report }, cancellation);
    };

    private string? WhyNotStarted(List<SweepOutcome> outcomes)
    {
        if (services.Cancellation.IsCancellationRequested)
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
        Status = services.Cancellation.IsCancellationRequested ? RunStatus.Interrupted : null,
        Snapshot = SnapshotComparison.Unchecked,
        Fingerprint = _runs.Stored(spec).Fingerprint,
        Error = reason,
    };

    private int? CountCached(IReadOnlyList<SelectedRun> selected) =>
        options.Execution.Force ? null : selected.Count(run => _runs.Stored(run.Spec).Status == RunStatus.Cached);

    private string DescribeMachine()
    {
        int threads = options.Execution.Threads;
        return $"{options.Engine.Version} | {options.Engine.Hardware}, {threads} {(threads == 1 ? "thread" : "threads")}";
    }

    /// <summary>Sets that are part of the program are mentioned only when nothing else is used.</summary>
    private string DescribeData(IReadOnlyList<SelectedRun> selected)
    {
        List<DatasetLocation> sets = [.. selected.Select(run => run.Spec.Dataset).Distinct().Select(name => DatasetLocator.Locate(DatasetCatalog.Get(name), _places))];
        List<DatasetLocation> outside = [.. sets.Where(set => !set.Dataset.IsEmbedded)];
        return outside.Count == 0
            ? string.Join(", ", sets.Select(set => set.Dataset.Name + " built in"))
            : string.Join(", ", outside.Select(set => set.Dataset.Name + (set.IsFound ? " found" : " missing")));
    }
}
