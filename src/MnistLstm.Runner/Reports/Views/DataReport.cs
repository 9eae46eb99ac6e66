using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Reports.Views;

/// <summary>What the data commands print.</summary>
internal static class DataReport
{
    /// <summary>A row per data set.</summary>
    public static void List(Terminal terminal, IReadOnlyList<DatasetStatus> sets)
    {
        TableColumn[] columns = [new("data set"), new("train", Right: true), new("test", Right: true), new("size", Right: true), new("where")];
        new TextTable(columns, [.. sets.Select(Row)]).Print(terminal);
        foreach (DatasetStatus missing in sets.Where(set => !set.Location.IsFound))
        {
            terminal.Note($"{missing.Dataset.Name}: {missing.Location.Remedy}");
        }
    }

    /// <summary>A line per file, with the whole fault where there is one.</summary>
    public static void Verified(Terminal terminal, DatasetStatus status)
    {
        if (!status.Location.IsFound)
        {
            terminal.DataWrapped(new TextPiece($"{status.Dataset.Name}  missing", Tone.Bad));
            terminal.Note(status.Location.ToMissingException().Message);
            return;
        }

        foreach (DatasetFileStatus file in status.Files)
        {
            bool good = file.Check == DatasetFileCheck.Good;
            terminal.DataWrapped($"{status.Dataset.Name}  {file.File.Name,-23}  ", new TextPiece(good ? "ok" : "FAULTY", good ? Tone.Good : Tone.Bad));
            if (file.Fault is { } fault)
            {
                terminal.Note(fault.Message);
            }
        }
    }

    private static TableCell[] Row(DatasetStatus status) =>
    [
        status.Dataset.Name,
        Figures.Count(status.Dataset.TrainCount),
        Figures.Count(status.Dataset.TestCount),
        status.StoredBytes is { } bytes ? Figures.Size(bytes) : "-",
        status.Dataset.IsEmbedded ? "part of the program" : status.Location.Folder is { } folder ? folder : new TableCell("missing", Tone.Notice),
    ];
}
