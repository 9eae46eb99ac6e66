using System.Globalization;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Reports.Formats;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Selection;

namespace MnistLstm.Runner.Cli.Verbs;

/// <summary><c>sweep --dry-run</c>: every run with the values that differ, and what would become of it.</summary>
internal static class DryRun
{
    /// <summary>Prints the plan; nothing is trained, fetched or written.</summary>
    public static void Print(CommandServices services, IRunService runs, bool force, OutputFormat format, IReadOnlyList<SelectedRun> selected)
    {
        IReadOnlyList<RunFigures> rows = StoredRuns.Read(runs, selected);
        int repeated = force ? 0 : rows.Count(row => row.IsComplete);
        new RowPrinter(services.Terminal, format)
            .Print(rows, () => ResultTables.OfPlan(rows, spec => runs.Plan(spec, force)));
        services.Terminal.Note(string.Create(CultureInfo.InvariantCulture, $"{rows.Count - repeated} to train, {repeated} cached; nothing was done"));
    }
}
