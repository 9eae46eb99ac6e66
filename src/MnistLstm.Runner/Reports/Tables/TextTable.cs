using System.Text;
using MnistLstm.Runner.Reports.Writing;

namespace MnistLstm.Runner.Reports.Tables;

/// <summary>Rows under headings, without lines around them: aligned columns for people, or Markdown.</summary>
/// <param name="Columns">The columns; the first one names the row.</param>
/// <param name="Rows">Rows of as many cells as there are columns.</param>
internal sealed record TextTable(IReadOnlyList<TableColumn> Columns, IReadOnlyList<IReadOnlyList<TableCell>> Rows)
{
    /// <summary>Spaces between two columns.</summary>
    public int Gap { get; init; } = 2;

    /// <summary>The columns the first one may have; a row whose name is longer says it on a line of its own. Null for any number.</summary>
    public int? MostName { get; init; }

    /// <summary>What stands below each row: a column's heading and the row's cell.</summary>
    public IReadOnlyList<IReadOnlyList<(string Header, string Text)>>? Below { get; init; }

    /// <summary>Prints aligned columns, fitted into the terminal's width when there is one, and returns the headings of the columns left out.</summary>
    public IReadOnlyList<string> Print(Terminal terminal)
    {
        TableLayout layout = TableLayout.Fit(this, terminal.OutputWidth ?? int.MaxValue);
        terminal.DataLines(layout.Header().Concat(layout.Rows().SelectMany(row => row)));
        return layout.Dropped;
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

    /// <summary>The columns' widths, headings included.</summary>
    public int[] Widths() =>
        [.. Columns.Select((column, i) => Math.Min(i == 0 ? MostName ?? int.MaxValue : int.MaxValue, Math.Max(column.Header.Length, Longest(i))))];

    private int Longest(int column)
    {
        int longest = 0;
        foreach (IReadOnlyList<TableCell> row in Rows)
        {
            longest = Math.Max(longest, row[column].Text.Length);
        }

        return longest;
    }

    /// <summary>The width of a row on one line.</summary>
    public int Width() => Widths().Sum() + (Gap * (Columns.Count - 1));

    /// <summary>The table without a column.</summary>
    public TextTable Without(int index) =>
        this with { Columns = [.. Columns.Where((_, i) => i != index)], Rows = [.. Rows.Select(row => row.Where((_, i) => i != index).ToArray())] };

    /// <summary>The table without a column, whose cells the rows that are told apart by them say on a line below, before what they say there already.</summary>
    public TextTable Folded(int index) => Without(index) with
    {
        Below = [.. Rows.Select((row, i) => (IReadOnlyList<(string, string)>)
            [.. row[index].Tells ? [(Columns[index].Header, row[index].Text)] : Array.Empty<(string, string)>(), .. Below?[i] ?? []])],
    };

    /// <summary>The table with a column's cells changed.</summary>
    public TextTable With(int index, Func<TableCell, TableCell> change) =>
        this with { Rows = [.. Rows.Select(row => row.Select((cell, i) => i == index ? change(cell) : cell).ToArray())] };

    /// <summary>How many different texts a column has.</summary>
    public int Distinct(int index) => Rows.Select(row => row[index].Text).Distinct(StringComparer.Ordinal).Count();
}
