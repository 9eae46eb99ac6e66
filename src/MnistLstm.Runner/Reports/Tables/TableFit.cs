namespace MnistLstm.Runner.Reports.Tables;

/// <summary>
/// Makes a table narrower without making two of its rows alike: short words and narrow gaps, then without the columns that say the same
/// everywhere, then with shorter names, then without the least important columns. What tells rows apart has no importance, and stays.
/// </summary>
internal static class TableFit
{
    private const int NameWidth = 24;
    private const int LeastNameWidth = 8;

    /// <summary>The table as narrow as the width asks for, as far as that goes, and the headings of the columns that had to go.</summary>
    public static (TextTable Table, IReadOnlyList<string> Dropped) Narrow(TextTable table, int width)
    {
        List<string> dropped = [];
        if (table.Width() > width)
        {
            table = WithShortTexts(table) with { Gap = 1 };
        }

        Drop(i => table.Rows.Count > 1 && table.Distinct(i) == 1);
        table = WithShortNames(table, width, NameWidth);
        Drop(_ => true);
        return (WithShortNames(table, width, LeastNameWidth), dropped);

        void Drop(Func<int, bool> may)
        {
            while (table.Width() > width && LeastImportant(table, may) is { } index)
            {
                dropped.Add(table.Columns[index].Header);
                table = table.Without(index);
            }
        }
    }

    private static int? LeastImportant(TextTable table, Func<int, bool> may) =>
        table.Columns.Index().Where(column => column.Item.Importance is not null && may(column.Index)).OrderBy(column => column.Item.Importance)
            .Select(column => (int?)column.Index).FirstOrDefault();

    private static TextTable WithShortTexts(TextTable table)
    {
        for (int i = 0; i < table.Columns.Count; i++)
        {
            TextTable shorter = table.With(i, cell => cell.Short is null ? cell : cell with { Text = cell.Short });
            table = shorter.Distinct(i) == table.Distinct(i) ? shorter : table;
        }

        return table;
    }

    /// <summary>Names of a certain length, or of the least above it that keeps different names different.</summary>
    private static TextTable WithShortNames(TextTable table, int width, int least)
    {
        if (table.Width() <= width || table.Columns[0].Whole)
        {
            return table;
        }

        int names = table.Widths()[0];
        for (int length = Math.Max(least, names - (table.Width() - width)); length < names; length++)
        {
            TextTable shorter = table.With(0, cell => cell with { Text = Shorten(cell.Text, length) });
            if (shorter.Distinct(0) == table.Distinct(0))
            {
                return shorter;
            }
        }

        return table;
    }

    /// <summary>Cuts the middle out: names of a folder differ at their ends.</summary>
    private static string Shorten(string text, int length)
    {
        int tail = (length - 1) / 2;
        return text.Length <= length ? text : string.Concat(text.AsSpan(0, length - 1 - tail), "…", text.AsSpan(text.Length - tail));
    }
}
