using System.Globalization;
using MnistLstm.Experiments.Reports;

namespace MnistLstm.Experiments.Commands;

/// <summary><c>sweep --dry-run</c>: every run with the values that differ, and what would become of it.</summary>
internal static class DryRun
{
    /// <summary>Prints the plan; nothing is trained, fetched or written.</summary>
    public static void Print(CommandServices services, SweepOptions options, IReadOnlyList<SelectedRun> selected)
    {
        IRunService runs = services.RunsOf(options.Results, options.Engine);
        bool force = options.Execution.Force;
        IReadOnlyList<RunFigures> rows = StoredRuns.Read(runs, selected);
        int repeated = force ? 0 : rows.Count(row => row.IsComplete);
        new RowPrinter(services.Terminal, options.Format)
            .Print(rows, () => ResultTables.OfPlan(rows, spec => runs.Plan(spec, force)));
        services.Terminal.Note(string.Create(CultureInfo.InvariantCulture, $"{rows.Count - repeated} to train, {repeated} cached; nothing was done"));
    }
}
