using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Reports.Formats;
using MnistLstm.Runner.Reports.Progress;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Runner.Cli.Verbs;

/// <summary>Executes runs, shows how they go, prints the results and says what to do next.</summary>
/// <param name="services">What commands work with.</param>
/// <param name="options">How runs are executed.</param>
/// <param name="results">Folder of the results; null for the usual one.</param>
/// <param name="data">Folder of the data; null for the usual places.</param>
/// <param name="format">How the rows are printed at the end.</param>
internal sealed class SweepPrinter(CommandServices services, SweepOptions options, string? results, string? data, OutputFormat format)
{
    private readonly DataPlaces _places = services.DataPlaces(data);

    /// <summary>Executes the runs in the given order and returns the exit code.</summary>
    public int Execute(IReadOnlyList<SelectedRun> selected)
    {
        long started = services.Time.GetTimestamp();
        IRunService runs = services.RunsOf(results, options.Engine);
        RunSpec[] specs = [.. selected.Select(run => run.Spec)];
        SweepDisplay display = new(services.Terminal, runs, specs, DescribeMachine(), DescribeData(specs), services.Time, services.Debug, options.Jobs, Options);
        IReadOnlyList<SweepOutcome> outcomes;
        using (runs.KeepTogether(note => services.Terminal.Note(note)))
        {
            outcomes = new Sweep(runs, options, display, Loader, services.Cancellation).Execute(selected);
        }

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
        return ExitCode.Of(outcomes, services.Cancellation.IsCancellationRequested, options.Execution.Check, services.Ci);
    }

    private Func<DatasetDefinition, CancellationToken, Dataset> Loader(IRunView view) => (set, cancellation) =>
    {
        FetchReporter reporter = new(view.Note, view.Status);
        return services.LoadData(set, new DataOptions { Places = _places, MayFetch = true, Progress = reporter.Report }, cancellation);
    };

    private string Options => RunEngine.OptionOf(options.Engine.Version) + Option("--results", results) + Option("--data", data);

    private static string Option(string name, string? value) => value is null ? "" : $" {name} {ShellWord.Quote(value)}";

    private string DescribeMachine() =>
        $"{options.Engine.Version} | {options.Engine.Hardware}, {new SweepSplit(options.Jobs, options.Execution.Threads)}";

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
