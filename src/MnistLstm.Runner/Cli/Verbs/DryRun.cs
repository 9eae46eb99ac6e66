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
        Dictionary<string, string> plans = rows.ToDictionary(row => row.Result.Spec.Name, row => runs.Plan(row.Result.Spec, force), StringComparer.Ordinal);
        int cached = plans.Values.Count(plan => plan.StartsWith(RunPlanner.Cached, StringComparison.Ordinal));
        int fail = plans.Values.Count(plan => plan.StartsWith(RunPlanner.Fails, StringComparison.Ordinal));
        new RowPrinter(services.Terminal, format)
            .Print(rows, () => ResultTables.OfPlan(rows, spec => plans[spec.Name]));
        string failing = fail == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {fail} to fail");
        services.Terminal.Note(string.Create(CultureInfo.InvariantCulture, $"{rows.Count - cached - fail} to train, {cached} cached{failing}; nothing was done"));
    }
}
