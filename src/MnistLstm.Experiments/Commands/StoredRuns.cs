using MnistLstm.Experiments.Reports;

namespace MnistLstm.Experiments.Commands;

/// <summary>Rows from what is stored; nothing is trained or fetched.</summary>
internal static class StoredRuns
{
    public static IReadOnlyList<RunFigures> Read(IRunService runs, IReadOnlyList<SelectedRun> selected) =>
        [.. selected.Select(run => new RunFigures(runs.Stored(run.Spec), runs.Accepted(run.Spec)))];

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
}
