using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Reports.Tables;

/// <summary>How a table stands in a width: each row on one line, or on several where its columns do not fit beside one another.</summary>
/// <param name="Table">The table, narrowed.</param>
/// <param name="Lines">The columns of each of a row's lines.</param>
/// <param name="Width">The width.</param>
/// <param name="Dropped">The headings of the columns that had to go.</param>
internal sealed record TableLayout(TextTable Table, IReadOnlyList<IReadOnlyList<int>> Lines, int Width, IReadOnlyList<string> Dropped)
{
    private const string Indent = "    ";

    // Once: they are taken over all rows, and every row asks for them.
    private readonly int[] _widths = Table.Widths();

    /// <summary>Fits a table into a width.</summary>
    public static TableLayout Fit(TextTable table, int width)
    {
        (TextTable fitted, IReadOnlyList<string> dropped) = TableFit.Narrow(table, width);
        int[] widths = fitted.Widths();
        List<IReadOnlyList<int>> lines = [];
        List<int> line = [];
        int used = 0;
        for (int i = 0; i < widths.Length; i++)
        {
            int needed = (line.Count == 0 ? lines.Count == 0 ? 0 : Indent.Length : used + fitted.Gap) + widths[i];
            if (line.Count > 0 && needed > width)
            {
                lines.Add(line);
                (line, needed) = ([], Indent.Length + widths[i]);
            }

            line.Add(i);
            used = needed;
        }

        lines.Add(line);
        return new TableLayout(lines.Count > 1 ? fitted with { MostName = null } : fitted, lines, width, dropped);
    }

    /// <summary>The headings' lines.</summary>
    public IReadOnlyList<TextPiece[]> Header() => Row([.. Table.Columns.Select(c => new TableCell(c.Header, Tone.Dim))]);

    /// <summary>The lines of each row.</summary>
    public IReadOnlyList<IReadOnlyList<TextPiece[]>> Rows() =>
        SideBySide.Map([.. Enumerable.Range(0, Table.Rows.Count)], i => (IReadOnlyList<TextPiece[]>)[.. Row(Table.Rows[i]), .. Below(i)]);

    /// <summary>What a row says that had no room for a column.</summary>
    private IEnumerable<TextPiece[]> Below(int row)
    {
        string[] told = [.. (Table.Below?[row] ?? []).Select(cell => $"{cell.Header} {cell.Text}")];
        return told.Length == 0 ? []
            : WrappedText.Pieces(string.Join("  ", told), Width - Indent.Length).Select(text => new TextPiece[] { Indent + text });
    }

    private IReadOnlyList<TextPiece[]> Row(IReadOnlyList<TableCell> cells)
    {
        List<TextPiece[]> lines = [];
        if (cells[0].Text.Length > _widths[0])
        {
            // A name of its own line; the columns stand in their places below it.
            lines.AddRange(WrappedText.Pieces(cells[0].Text, Width - Indent.Length)
                .Select((text, i) => new[] { new TextPiece((i == 0 ? "" : Indent) + text, cells[0].Tone) }));
            cells = [new TableCell(""), .. cells.Skip(1)];
        }

        foreach ((int number, IReadOnlyList<int> columns) in Lines.Index())
        {
            string indent = number == 0 ? "" : Indent;
            if (columns is [int only] && indent.Length + _widths[only] > Width)
            {
                lines.AddRange(WrappedText.Pieces(cells[only].Text, Width - Indent.Length)
                    .Select((text, i) => new[] { new TextPiece((number + i == 0 ? "" : Indent) + text, cells[only].Tone) }));
                continue;
            }

            List<TextPiece> pieces = [indent];
            foreach (int i in columns)
            {
                string padding = new(' ', _widths[i] - cells[i].Text.Length);
                string text = Table.Columns[i].Right ? padding + cells[i].Text : cells[i].Text + padding;
                pieces.Add(new TextPiece(i == columns[^1] ? text.TrimEnd() : text + new string(' ', Table.Gap), cells[i].Tone));
            }

            while (pieces.Count > 1 && pieces[^1].Text.Length == 0)
            {
                pieces.RemoveAt(pieces.Count - 1);
                pieces[^1] = pieces[^1] with { Text = pieces[^1].Text.TrimEnd() };
            }

            lines.Add([.. pieces]);
        }

        return lines;
    }
}
