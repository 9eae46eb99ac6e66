using System.Globalization;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Reports.Formats;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs;

namespace MnistLstm.Runner.Cli.Verbs;

/// <summary><c>sweep --dry-run</c>: every run with the values that differ, and what would become of it.</summary>
internal static class DryRun
{
    /// <summary>Prints the plan; nothing is trained, fetched or written.</summary>
    /// <param name="services">What commands work with.</param>
    /// <param name="runs">The runs.</param>
    /// <param name="force">Whether --force was given.</param>
    /// <param name="format">How the rows are printed.</param>
    /// <param name="stored">The runs' stored results, in the sweep's order.</param>
    public static void Print(CommandServices services, IRunService runs, bool force, OutputFormat format, IReadOnlyList<RunResult> stored)
    {
        IReadOnlyList<RunFigures> rows = StoredRuns.Rows(runs, stored);
        int repeated = force ? 0 : rows.Count(row => row.IsComplete);
        new RowPrinter(services.Terminal, format)
            .Print(rows, () => ResultTables.OfPlan(rows, result => runs.Plan(result, force)));
        services.Terminal.Note(string.Create(CultureInfo.InvariantCulture, $"{rows.Count - repeated} to train, {repeated} cached; nothing was done"));
    }
}
