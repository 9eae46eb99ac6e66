using System.Globalization;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Runs.Review;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;

namespace MnistLstm.Runner.Reports.Tables;

/// <summary>Rows from what is stored; nothing is trained or fetched.</summary>
internal static class StoredRuns
{
    /// <summary>So many runs are named one by one.</summary>
    private const int Few = 3;

    public static IReadOnlyList<RunFigures> Read(IRunService runs, IReadOnlyList<SelectedRun> selected) =>
        SideBySide.Map(selected, run => Row(runs, runs.Stored(run.Spec), explained: false));

    /// <summary>Rows of results that were read already.</summary>
    public static IReadOnlyList<RunFigures> Rows(IRunService runs, IReadOnlyList<RunResult> stored) =>
        SideBySide.Map(stored, result => Row(runs, result, explained: false));

    /// <summary>The same, each run followed by what other engines made of it.</summary>
    public static IReadOnlyList<RunFigures> ReadAllEngines(IRunService runs, IReadOnlyList<SelectedRun> selected) =>
        Flat(selected,
            run => runs.OfOtherEngines(run.Spec).Select(other => new RunFigures(other, [])).Prepend(Row(runs, runs.Stored(run.Spec), explained: false)));

    /// <summary>Each run followed by the earlier results of its name.</summary>
    public static IReadOnlyList<RunFigures> ReadHistory(IRunService runs, IReadOnlyList<SelectedRun> selected) =>
        Flat(selected,
            run => runs.Earlier(run.Spec).Select(earlier => new RunFigures(earlier, []) { IsPast = true }).Prepend(Row(runs, runs.Stored(run.Spec))));

    /// <summary>A result beside its accepted figures; a snapshot that cannot be trusted becomes a note, unless the comparison said so already.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="result">The result.</param>
    /// <param name="explained">Whether differences are printed as well; tables of what is stored do without.</param>
    public static RunFigures Row(IRunService runs, RunResult result, bool explained = true)
    {
        AcceptedEpochs accepted = runs.Accepted(result.Spec);
        if (IsOnceMore(result, accepted.Epochs))
        {
            result = result with { Epochs = accepted.Epochs };
        }

        bool news = accepted.Fault is not null && (!explained || result.Snapshot.Explanation.Count == 0);
        return new RunFigures(news ? result with { Notes = [.. result.Notes, accepted.Fault!] } : result, accepted.Epochs);
    }

    // Of ten thousand results that are all equal to what was accepted, one of the two is kept: every bit was compared, and the rest is here.
    private static bool IsOnceMore(RunResult result, IReadOnlyList<EpochMetrics> accepted) =>
        result is { Status: RunStatus.Cached, Snapshot.Outcome: SnapshotOutcome.Equal } && RunEngine.WordOf(result.Engine) == ExactEngine.Name
        && accepted.SequenceEqual(result.Epochs);

    private static RunFigures[] Flat(IReadOnlyList<SelectedRun> selected, Func<SelectedRun, IEnumerable<RunFigures>> rows) =>
        [.. SideBySide.Map(selected, run => rows(run).ToArray()).SelectMany(of => of)];

    /// <summary>What must be known of stored results (made by other sources, say), on standard error. What holds for many is said once.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="selection">What a command needs behind it to mean these runs and results.</param>
    public static void Notes(Terminal terminal, IReadOnlyList<RunFigures> rows, string selection)
    {
        RunResult[] others = [.. rows.Select(row => row.Result).Where(result => result.OtherSources is not null)];
        bool together = others.Length > Few;
        if (together)
        {
            terminal.Note(OtherSources.Note(others.Length, $"dotnet run -- sweep {selection}{RunEngine.OptionOf(others[0].Engine)} --force"));
        }

        var notes = rows.SelectMany(row => row.Result.Notes
            .Where(note => !together || note != row.Result.OtherSources)
            .Select(note => (Run: row.Spec.Name, Note: note)));
        foreach (var same in notes.GroupBy(note => note.Note))
        {
            string[] runs = [.. same.Select(note => note.Run)];
            string of = runs.Length > Few ? string.Create(CultureInfo.InvariantCulture, $"{runs[0]} and {runs.Length - 1} more runs") : string.Join(", ", runs);
            terminal.Note($"{of}: {same.Key}");
        }
    }

    /// <summary>How many runs show their accepted snapshot, on standard error.</summary>
    public static void NotRunHere(Terminal terminal, int count)
    {
        if (count > 0)
        {
            terminal.NoteSentence($"{count} {RunFigures.NotRunHere}: the figures are those of the accepted {(count == 1 ? "snapshot" : "snapshots")}");
        }
    }

    /// <summary>Which seeds were not averaged, and why, on standard error.</summary>
    public static void Notes(Terminal terminal, SeedGroups groups)
    {
        foreach (string note in groups.Notes)
        {
            terminal.Note(note);
        }
    }
}
