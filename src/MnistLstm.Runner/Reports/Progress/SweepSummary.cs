using System.Globalization;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Sweeps;

namespace MnistLstm.Runner.Reports.Progress;

/// <summary>What a sweep came to, in a sentence, and what to do next.</summary>
internal static class SweepSummary
{
    private const int MostNames = 8;

    /// <summary><c>7 completed, 7 equal to their snapshots.</c></summary>
    public static string Sentence(IReadOnlyList<RunFigures> rows)
    {
        (int Count, string Words)[] parts =
        [
            (rows.Count(r => r.Result.Status == RunStatus.Completed), "completed"),
            (rows.Count(r => r.Result.Status == RunStatus.Cached), "cached"),
            (rows.Count(r => r.Result.Status == RunStatus.Failed), "failed"),
            (rows.Count(r => r.Result.Status == RunStatus.DataUnavailable), "without data"),
            (rows.Count(r => r.Result.Status == RunStatus.Interrupted), "interrupted"),
            (rows.Count(r => r.Result.Status == RunStatus.Halted), "halted"),
            (rows.Count(r => r.Result.Status is null), "not started"),
            (Outcomes(rows, SnapshotOutcome.Equal), Outcomes(rows, SnapshotOutcome.Equal) == 1 ? "equal to its snapshot" : "equal to their snapshots"),
            (Outcomes(rows, SnapshotOutcome.Changed), "changed"),
            (Outcomes(rows, SnapshotOutcome.NotEqual), "NOT EQUAL"),
            (Outcomes(rows, SnapshotOutcome.New), "new"),
        ];
        return string.Join(", ", parts.Where(part => part.Count > 0).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Count} {part.Words}")))
            + ".";
    }

    /// <summary>What to do next, a line each.</summary>
    /// <param name="rows">The runs of the sweep.</param>
    /// <param name="results">What a command needs behind it to mean the same results.</param>
    /// <param name="forced">Whether runs were trained although a result was stored.</param>
    public static IReadOnlyList<string> NextSteps(IReadOnlyList<RunFigures> rows, string results, bool forced = false)
    {
        List<string> steps = [.. rows.Where(r => r.Result.Status == RunStatus.DataUnavailable).GroupBy(r => r.Spec.Dataset).SelectMany(MissingData)];
        string engine = (rows.Count == 0 ? "" : RunEngine.OptionOf(rows[0].Result.Engine)) + results;

        // A family that was stopped half-way is not offered yet: its other runs have nothing to accept.
        HashSet<string> stopped = [.. rows.Where(r => r.Result.Status is RunStatus.Interrupted or null).Select(r => r.Spec.Experiment)];
        string[] unguarded =
        [
            .. rows.Where(
                r => IsPending(r) && r.Result.Diverged is null && !stopped.Contains(r.Spec.Experiment))
                .Select(AcceptableIn(rows)).Distinct(),
        ];
        if (unguarded.Length > 0)
        {
            string names = unguarded.Length > MostNames ? "--all" : string.Join(' ', unguarded.Select(ShellText.Quote));
            int diverged = unguarded.Length > MostNames ? rows.Count(r => IsPending(r) && r.Result.Diverged is not null) : 0;
            steps.Add($"accept: dotnet run -- snapshots accept {names}{engine}");
            if (diverged > 0)
            {
                steps.Add($"look before: that accepts {diverged} diverged {(diverged == 1 ? "run" : "runs")}, too; dotnet run -- snapshots review{engine}");
            }
        }

        if (rows.Count > 1 && Outcomes(rows, SnapshotOutcome.Changed) > 0)
        {
            steps.Add($"look:   dotnet run -- snapshots review{engine}");
        }

        int others = rows.Count(r => r.Result.OtherSources is not null);
        if (rows.Count > 1 && others > 0)
        {
            steps.Add(OtherSources.Note(others, "the same command with --force"));
        }

        // What fails in the same way again has a remedy of its own, and an option that would end the command there again, or begin anew, is to be left out.
        if (rows.Any(r => r.Result.Status is RunStatus.Interrupted or null || r.Result is { Status: RunStatus.Failed, FailsAgain: false }))
        {
            bool failFast = rows.Any(r => r.Result is { Status: null, Error: { } error } && error.StartsWith(Sweep.AfterFault, StringComparison.Ordinal));
            string[] without = [.. forced ? ["--force"] : Array.Empty<string>(), .. failFast ? ["--fail-fast"] : Array.Empty<string>()];
            string how = without.Length == 0 ? "again" : $"without {string.Join(" and ", without)}";
            steps.Add($"go on: the same command {how}; finished runs are not repeated");
        }

        return steps;
    }

    private static bool IsPending(RunFigures row) => row.IsComplete && row.Result.Snapshot.Outcome is SnapshotOutcome.New or SnapshotOutcome.Changed;

    /// <summary>The experiment, so that a family is one word, unless one of its runs is not equal, or diverged: that is not to be accepted along with the
    /// rest.</summary>
    private static Func<RunFigures, string> AcceptableIn(IReadOnlyList<RunFigures> rows)
    {
        HashSet<string> alarmed =
        [
            .. rows.Where(r => (r.IsComplete && r.Result.Snapshot.Outcome == SnapshotOutcome.NotEqual) || (IsPending(r) && r.Result.Diverged is not null))
                .Select(r => r.Spec.Experiment),
        ];
        return row => alarmed.Contains(row.Spec.Experiment) ? row.Spec.Name : row.Spec.Experiment;
    }

    /// <summary>The first run's error says where the data was looked for and how to get it; the others' would say the same.</summary>
    private static IEnumerable<string> MissingData(IGrouping<string, RunFigures> runs) =>
        (runs.Select(r => r.Result.Error).FirstOrDefault(error => error is not null) ?? $"{runs.Key}: the data set is not available").Split('\n');

    private static int Outcomes(IReadOnlyList<RunFigures> rows,
        SnapshotOutcome outcome) => rows.Count(r => r.IsComplete && r.Result.Snapshot.Outcome == outcome);
}
