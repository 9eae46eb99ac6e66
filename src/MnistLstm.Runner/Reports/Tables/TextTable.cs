using System.Text;
using MnistLstm.Runner.Reports.Writing;

namespace MnistLstm.Runner.Reports.Tables;

/// <summary>Rows under headings, without lines around them: aligned columns for people, or Markdown.</summary>
/// <param name="Columns">The columns; the first one names the row and is shortened, never left out.</param>
/// <param name="Rows">Rows of as many cells as there are columns.</param>
internal sealed record TextTable(IReadOnlyList<TableColumn> Columns, IReadOnlyList<IReadOnlyList<TableCell>> Rows)
{
    private const int LeastNameWidth = 24;

    /// <summary>Spaces between two columns.</summary>
    private int Gap { get; init; } = 2;

    /// <summary>Prints aligned columns, fitted into the terminal's width when there is one, and returns the headings of the columns left out.</summary>
    public IReadOnlyList<string> Print(Terminal terminal)
    {
        (TextTable fitted, IReadOnlyList<string> dropped) = Fit(terminal.OutputWidth ?? int.MaxValue);
        int[] widths = fitted.Widths();
        terminal.Data(Align([.. fitted.Columns.Select(c => new TableCell(c.Header, Tone.Dim))]));
        foreach (IReadOnlyList<TableCell> row in fitted.Rows)
        {
            terminal.Data(Align(row));
        }

        return dropped;

        TextPiece[] Align(IReadOnlyList<TableCell> row)
        {
            List<TextPiece> pieces = [];
            for (int i = 0; i < row.Count; i++)
            {
                bool last = i == row.Count - 1;
                string padding = new(' ', widths[i] - row[i].Text.Length);
                string text = fitted.Columns[i].Right ? padding + row[i].Text : row[i].Text + padding;
                pieces.Add(new TextPiece(last ? text.TrimEnd() : text + new string(' ', fitted.Gap), row[i].Tone));
            }

            return [.. pieces];
        }
    }

    /// <summary>The table in GitHub's Markdown, lines ended by \n.</summary>
    public string ToMarkdown()
    {
        StringBuilder text = new();
        AppendRow(Columns.Select(c => c.Header));
        AppendRow(Columns.Select(c => c.Right ? "--:" : "---"));
        foreach (IReadOnlyList<TableCell> row in Rows)
        {
            AppendRow(row.Select(cell => cell.Text.TrimEnd()));
        }

        return text.ToString();

        void AppendRow(IEnumerable<string> cells) =>
            text.Append("| ").AppendJoin(" | ", cells.Select(MarkdownText.Cell)).Append(" |\n");
    }

    private int[] Widths() => [.. Columns.Select((column, i) => Rows.Select(row => row[i].Text.Length).Append(column.Header.Length).Max())];

    private int Width() => Widths().Sum() + (Gap * (Columns.Count - 1));

    /// <summary>Short forms and narrow gaps first, then shorter names, then fewer columns, then still shorter names.</summary>
    private (TextTable Table, IReadOnlyList<string> Dropped) Fit(int width)
    {
        TextTable table = this;
        List<string> dropped = [];
        if (table.Width() > width)
        {
            table = table with { Gap = 1, Rows = [.. Rows.Select(row => row.Select(cell => cell.Short is null ? cell : cell with { Text = cell.Short }).ToArray())] };
        }

        table = table.ShortenNames(width, LeastNameWidth);
        while (table.Width() > width && table.LeastImportant() is { } index)
        {
            dropped.Add(table.Columns[index].Header);
            table = table.Without(index);
        }

        return (table.ShortenNames(width, least: 8), dropped);
    }

    private int? LeastImportant()
    {
        TableColumn? least = Columns.Where(c => c.Importance is not null).MinBy(c => c.Importance);
        return least is null ? null : Columns.ToList().IndexOf(least);
    }

    private TextTable Without(int index) =>
        this with { Columns = [.. Columns.Where((_, i) => i != index)], Rows = [.. Rows.Select(row => row.Where((_, i) => i != index).ToArray())] };

    private TextTable ShortenNames(int width, int least)
    {
        int names = Math.Max(least, Widths()[0] - (Width() - width));
        return Width() <= width ? this : this with { Rows = [.. Rows.Select(row => row.Select((cell, i) => i == 0 ? cell with { Text = Shorten(cell.Text, names) } : cell).ToArray())] };
    }

    /// <summary>Cuts the middle out: names of a family differ at both ends.</summary>
    private static string Shorten(string text, int length)
    {
        int tail = (length - 1) / 2;
        return text.Length <= length ? text : string.Concat(text.AsSpan(0, length - 1 - tail), "…", text.AsSpan(text.Length - tail));
    }
}
