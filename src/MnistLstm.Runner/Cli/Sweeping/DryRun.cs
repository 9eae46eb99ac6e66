using System.Globalization;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Reports.Formats;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Sweeps.Halving;

namespace MnistLstm.Runner.Cli.Sweeping;

/// <summary><c>sweep --dry-run</c>: every run with the values that differ, and what would become of it.</summary>
internal static class DryRun
{
    /// <summary>Prints the plan; nothing is trained, fetched or written.</summary>
    /// <param name="services">What commands work with.</param>
    /// <param name="runs">The runs.</param>
    /// <param name="force">Whether --force was given.</param>
    /// <param name="format">How the rows are printed.</param>
    /// <param name="stored">The runs' stored results, in the sweep's order.</param>
    /// <param name="halved">Of a halved sweep what becomes of each run, by its name; else null.</param>
    public static void Print(CommandServices services, IRunService runs, bool force, OutputFormat format, IReadOnlyList<RunResult> stored,
        IReadOnlyDictionary<string, string>? halved = null)
    {
        IReadOnlyList<RunFigures> rows = StoredRuns.Rows(runs, stored);

        // Each looks through its files, as executing it would: side by side, for there may be thousands.
        IReadOnlyDictionary<string, string> plans = halved ?? SideBySide.Map(stored, result => (result.Spec.Name, Plan: runs.Plan(result, force)))
            .ToDictionary(run => run.Name, run => run.Plan, StringComparer.Ordinal);
        int cached = plans.Values.Count(plan => plan.StartsWith(RunPlanner.Cached, StringComparison.Ordinal));
        int halted = plans.Values.Count(plan => plan.StartsWith(HalvingPlan.StaysHalted, StringComparison.Ordinal));
        int fail = plans.Values.Count(plan => plan.StartsWith(RunPlanner.Fails, StringComparison.Ordinal));
        new RowPrinter(services.Terminal, format)
            .Print(rows, () => ResultTables.OfPlan(rows, result => plans[result.Spec.Name]));
        string failing = fail == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {fail} to fail");
        string halting = halted == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {halted} halted");
        int left = rows.Count - cached - fail - halted;
        services.Terminal.Note(string.Create(CultureInfo.InvariantCulture, $"{left} to train, {cached} cached{halting}{failing}; nothing was done"));
    }
}
