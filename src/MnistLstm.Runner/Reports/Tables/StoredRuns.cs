using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Selection;

namespace MnistLstm.Runner.Reports.Tables;

/// <summary>Rows from what is stored; nothing is trained or fetched.</summary>
internal static class StoredRuns
{
    public static IReadOnlyList<RunFigures> Read(IRunService runs, IReadOnlyList<SelectedRun> selected) =>
        [.. selected.Select(run => Row(runs, runs.Stored(run.Spec)))];

    /// <summary>The same, each run followed by what other engines made of it.</summary>
    public static IReadOnlyList<RunFigures> ReadAllEngines(IRunService runs, IReadOnlyList<SelectedRun> selected) =>
        [.. selected.SelectMany(run => runs.OfOtherEngines(run.Spec).Select(other => new RunFigures(other, [])).Prepend(Row(runs, runs.Stored(run.Spec))))];

    /// <summary>Each run followed by the earlier results of its name.</summary>
    public static IReadOnlyList<RunFigures> ReadHistory(IRunService runs, IReadOnlyList<SelectedRun> selected) =>
    [
        .. selected.SelectMany(run => runs.Earlier(run.Spec).Select(earlier => new RunFigures(earlier, []) { IsPast = true })
            .Prepend(Row(runs, runs.Stored(run.Spec))))
    ];

    /// <summary>A result beside its accepted figures; a snapshot that cannot be trusted becomes a note, unless the comparison said so already.</summary>
    public static RunFigures Row(IRunService runs, RunResult result)
    {
        AcceptedEpochs accepted = runs.Accepted(result.Spec);
        bool news = accepted.Fault is not null && result.Snapshot.Explanation.Count == 0;
        return new RunFigures(news ? result with { Notes = [.. result.Notes, accepted.Fault!] } : result, accepted.Epochs);
    }

    /// <summary>What must be known of stored results (made by other sources, say), on standard error.</summary>
    public static void Notes(Terminal terminal, IReadOnlyList<RunFigures> rows)
    {
        foreach (RunFigures row in rows)
        {
            foreach (string note in row.Result.Notes)
            {
                terminal.Note($"{row.Spec.Name}: {note}");
            }
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
