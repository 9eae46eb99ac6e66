using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Logs;
using MnistLstm.Runner.Reports.Formats;
using MnistLstm.Runner.Reports.Html;
using MnistLstm.Runner.Reports.Progress;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Runner.Sweeps.Halving;
using MnistLstm.Runner.Sweeps.Slurm;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Runner.Cli.Sweeping;

/// <summary>Executes runs, shows how they go, prints the results and says what to do next.</summary>
/// <param name="services">What commands work with.</param>
/// <param name="options">How runs are executed.</param>
/// <param name="results">Folder of the results; null for the usual one.</param>
/// <param name="data">Folder of the data; null for the usual places.</param>
/// <param name="format">How the rows are printed at the end.</param>
/// <param name="log">Folder of event files for TensorBoard; null for none.</param>
/// <param name="report">A page to keep current meanwhile; null for none.</param>
internal sealed class SweepPrinter(
    CommandServices services, SweepOptions options, string? results, string? data, OutputFormat format, string? log = null, OutputFile? report = null)
{
    private readonly DataPlaces _places = services.DataPlaces(data);

    /// <summary>Executes the runs here, in the given order, and returns the exit code.</summary>
    public int Execute(IReadOnlyList<SelectedRun> selected) =>
        Execute(selected, DescribeMachine(selected), options.Jobs,
            (runs, view) => new Sweep(runs, options, view, Loader, services.Cancellation).Execute(selected));

    /// <summary>Executes the runs here by successive halving and returns the exit code.</summary>
    /// <param name="selected">The runs, in an order that does not matter to what is decided.</param>
    /// <param name="halving">How the sweep is halved.</param>
    /// <param name="split">How the processors are divided among the runs of a rung.</param>
    public int Execute(IReadOnlyList<SelectedRun> selected, HalvingOptions halving, Func<IReadOnlyList<RunSpec>, SweepSplit> split)
    {
        int candidates = HalvingCandidate.Of(selected).Count;
        IReadOnlyList<HalvingStep> steps = selected.Count == 0 ? [] : HalvingLadder.Of(candidates, selected[0].Spec.Epochs, halving);
        double seeds = candidates == 0 ? 1 : selected.Count / (double)candidates;
        int trainings = (int)Math.Ceiling(seeds * (steps.Sum(step => step.Candidates) + (steps.Count == 0 ? candidates : steps[^1].GoOn)));
        return Execute(selected, DescribeMachine(selected), options.Jobs, (runs, view) =>
        {
            HalvingFile file = new(services.Layout(results), halving, [.. selected.Select(run => runs.Stored(run.Spec))]);
            HalvingDisplay display = new(view, text => services.Terminal.Note(text), specs => AtMost(split(specs), options.Jobs));
            return new HalvingSweep(runs, options, halving, file, display, Loader, services.Cancellation).Execute(selected);
        }, trainings);
    }

    /// <summary>What is shown is made for so many runs at a time.</summary>
    private static SweepSplit AtMost(SweepSplit split, int jobs) => split.Jobs <= jobs ? split : split with { Jobs = jobs };

    /// <summary>Has a cluster execute the runs and returns the exit code.</summary>
    /// <param name="selected">The runs.</param>
    /// <param name="sweep">How they are given to it.</param>
    public int Execute(IReadOnlyList<SelectedRun> selected, SlurmSweep sweep)
    {
        services.SayAtInterrupt("the tasks are followed no more");
        string machine = $"{options.Engine.Version} | Slurm, {new SweepSplit(1, options.Execution.Threads)} a task";
        if (sweep.Require(services.Cancellation) is { } note)
        {
            services.Terminal.Note(note);
        }

        ArrayDisplay arrays = new(services.Terminal, services.Ask, services.Time);
        return Execute(selected, machine, jobs: 1, (_, view) => sweep.Execute(selected, view, arrays, Loader, services.Cancellation));
    }

    private int Execute(IReadOnlyList<SelectedRun> selected, string machine, int jobs, Func<IRunService, ISweepView, IReadOnlyList<SweepOutcome>> execute,
        int? trainings = null)
    {
        long started = services.Time.GetTimestamp();
        IRunService runs = services.RunsOf(results, options.Engine);
        RunSpec[] specs = [.. selected.Select(run => run.Spec)];
        SweepDisplay display = new(services.Terminal, runs, specs, machine, DescribeData(specs), services.Time, services.Debug, jobs, trainings,
            ShellText.Option("--results", results), ShellText.Option("--data", data), options.Execution.Force);
        LiveReport? page = report is null ? null : new LiveReport(runs, specs, services.Catalog(), report, services.Time, note => services.Terminal.Note(note));
        ISweepView view = page is null ? display : new ReportedSweep(display, page);
        TensorBoardLog? events = log is null ? null : new TensorBoardLog(log, MarkdownText.Cell, services.Time);
        view = events is null ? view : new LoggedSweep(view, events, specs, spec => runs.Stored(spec).Fingerprint);
        IReadOnlyList<SweepOutcome> outcomes;
        using (runs.KeepTogether(note => services.Terminal.Note(note), services.Cancellation))
        {
            outcomes = execute(runs, view);
        }

        EndPage(page, outcomes);
        if (services.Terminal.OutputWidth is not null)
        {
            // The table follows on the same terminal.
            services.Terminal.Note();
        }

        IReadOnlyList<RunFigures> rows = [.. outcomes.Select(outcome => StoredRuns.Row(runs, outcome.Result))];
        SeedGroups groups = SeedGroups.Of(rows);
        new RowPrinter(services.Terminal, format).Print(rows, () => ResultTables.OfSweep(groups.Rows));
        StoredRuns.Notes(services.Terminal, groups);
        display.Summary(rows, services.Time.GetElapsedTime(started));
        bool logged = events is null || SaidOfLog(events);
        int code = ExitCode.Of(outcomes, services.Cancellation.IsCancellationRequested, options.Execution.Check, services.Ci);
        return logged || code == ExitCode.Interrupted ? code : ExitCode.Failed;
    }

    /// <summary>How to look at the log, and what is not in it; true when nothing is missing.</summary>
    private bool SaidOfLog(TensorBoardLog events)
    {
        IReadOnlyList<string> faults = events.Faults;
        foreach (string fault in faults)
        {
            services.Terminal.Note(new TextPiece("error: ", Tone.Bad), fault);
        }

        string folder = System.IO.Path.GetRelativePath(Directory.GetCurrentDirectory(), log!);
        services.Terminal.Note($"  log:    tensorboard --logdir {ShellText.Quote(folder.StartsWith("..", StringComparison.Ordinal) ? log! : folder)}");
        return faults.Count == 0;
    }

    /// <summary>Who interrupts a sweep does not want to wait for what its models get wrong.</summary>
    private void EndPage(LiveReport? page, IReadOnlyList<SweepOutcome> outcomes)
    {
        ReportEvaluator evaluator = new(services, results, data, options.Execution.Threads);
        try
        {
            page?.End(outcomes, services.Cancellation.IsCancellationRequested ? null : evaluator.Of);
        }
        catch (OperationCanceledException)
        {
            page?.End(outcomes, evaluate: null);
        }
    }

    private Func<DatasetDefinition, CancellationToken, Dataset> Loader(IRunView view) => (set, cancellation) =>
    {
        FetchReporter reporter = new(view.Note, view.Status);
        return services.LoadData(set, new DataOptions { Places = _places, MayFetch = true, Progress = reporter.Report }, cancellation);
    };

    private string DescribeMachine(IReadOnlyList<SelectedRun> selected)
    {
        int threads = selected.Select(run => options.Execution.ThreadsOf(run.Spec)).DefaultIfEmpty(options.Execution.Threads).Max();
        return $"{options.Engine.Version} | {options.Engine.Hardware}, {new SweepSplit(options.Jobs, threads)}";
    }

    /// <summary>Sets that are part of the program are mentioned only when nothing else is used.</summary>
    private string DescribeData(IReadOnlyList<RunSpec> specs)
    {
        List<DatasetLocation> sets = [.. specs.Select(spec => spec.Data).DistinctBy(set => set.Name).Select(set => DatasetLocator.Locate(set, _places))];
        List<DatasetLocation> outside = [.. sets.Where(set => !set.Dataset.IsEmbedded)];
        return outside.Count == 0
            ? string.Join(", ", sets.Select(set => set.Dataset.Name + " built in"))
            : string.Join(", ", outside.Select(set => set.Dataset.Name + (set.IsFound ? " found" : " missing")));
    }
}
