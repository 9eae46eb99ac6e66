namespace MnistLstm.Runner.Reports.Tables;

/// <summary>
/// Makes a table narrower without making two of its rows alike: short words and narrow gaps, then without the columns that say the same
/// everywhere, then with shorter names, then without the least important columns. What tells rows apart has no importance, and stays; where it tells
/// the rows of one family apart among others, it may come to stand below those rows. Room that is left in the end is given back.
/// </summary>
internal sealed class TableFit
{
    private const int NameWidth = 24;
    private const int ShortNameWidth = 16;
    private const int LeastNameWidth = 8;

    // Above this a column is worth more than a long name.
    private const int MostWorthAName = 6;

    private readonly int _width;
    private readonly int[] _widths;
    private readonly List<int> _dropped = [];
    private readonly List<int> _folded = [];
    private TextTable _table;

    private TableFit(TextTable table, int width)
    {
        (_table, _width) = (table, width);
        if (_table.Width() > width)
        {
            _table = WithShortTexts(_table) with { Gap = 1 };
        }

        if (_table.Columns[0].Whole && _table.Width() > width)
        {
            _table = _table with { MostName = Math.Max(NameWidth, width - (_table.Width() - _table.Widths()[0])) };
        }

        _widths = _table.Widths();
    }

    /// <summary>The table as narrow as the width asks for, as far as that goes, and the headings of the columns that had to go.</summary>
    public static (TextTable Table, IReadOnlyList<string> Dropped) Narrow(TextTable table, int width)
    {
        TableFit fit = new(table, width);
        fit.Narrow();
        return (fit.Result(), [.. fit._dropped.Select(index => fit._table.Columns[index].Header)]);
    }

    private int Total => Kept.Sum(index => _widths[index]) + (_table.Gap * (Kept.Count() - 1));

    private IEnumerable<int> Kept => Enumerable.Range(0, _widths.Length).Except(_dropped).Except(_folded);

    private void Narrow()
    {
        while (Total > _width && Least(int.MaxValue, index => _table.Rows.Count > 1 && _table.Distinct(index) == 1) is { } index)
        {
            _dropped.Add(index);
        }

        ShortenNames(NameWidth);
        Remove(MostWorthAName);
        ShortenNames(ShortNameWidth);
        Remove(int.MaxValue);
        ShortenNames(LeastNameWidth);
        GiveBack(index => Worth(index) > MostWorthAName);
        GiveBack(_ => true);
    }

    /// <summary>Drops and folds columns up to an importance, the least important first.</summary>
    private void Remove(int most)
    {
        while (Total > _width)
        {
            int? drop = Least(most, _ => true);
            int? fold = LeastFolded(most);
            if (fold is { } folded && (drop is null || Worth(folded) < Worth(drop.Value)))
            {
                _folded.Add(folded);
            }
            else if (drop is { } dropped)
            {
                _dropped.Add(dropped);
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>A wide column that went may have left room for narrower ones that went before it.</summary>
    private void GiveBack(Func<int, bool> which)
    {
        foreach (int index in _dropped.Concat(_folded).Where(which).OrderByDescending(Worth).ToArray())
        {
            if (Total + _table.Gap + _widths[index] <= _width)
            {
                _dropped.Remove(index);
                _folded.Remove(index);
            }
        }
    }

    private int Worth(int index) => _table.Columns[index].Importance ?? _table.Columns[index].Fold ?? int.MaxValue;

    private int? Least(int most, Func<int, bool> may) =>
        Kept.Where(index => _table.Columns[index].Importance <= most).OrderBy(Worth).Where(may).Select(index => (int?)index).FirstOrDefault();

    /// <summary>A column of a family among rows of others. Where all rows are told apart by it, it stays a column.</summary>
    private int? LeastFolded(int most) =>
        Kept.Where(index => _table.Columns[index].Fold <= most && _table.Rows.Any(row => !row[index].Tells))
            .OrderBy(Worth).ThenBy(index => _table.Rows.Count(row => row[index].Tells)).Select(index => (int?)index).FirstOrDefault();

    private TextTable Result()
    {
        // From the last to the first, so that no place changes, and what is folded stands in the columns' order.
        TextTable table = _table;
        foreach (int index in _dropped.Concat(_folded).OrderDescending())
        {
            table = _folded.Contains(index) ? table.Folded(index) : table.Without(index);
        }

        return table;
    }

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
    private void ShortenNames(int least)
    {
        if (Total <= _width || _table.Columns[0].Whole)
        {
            return;
        }

        int names = _widths[0];
        for (int length = Math.Max(least, names - (Total - _width)); length < names; length++)
        {
            TextTable shorter = _table.With(0, cell => cell with { Text = Shorten(cell.Text, length) });
            if (shorter.Distinct(0) == _table.Distinct(0))
            {
                _table = shorter;
                _widths[0] = shorter.Widths()[0];
                return;
            }
        }
    }

    /// <summary>Cuts the middle out: names of a folder differ at their ends.</summary>
    private static string Shorten(string text, int length)
    {
        int tail = (length - 1) / 2;
        return text.Length <= length ? text : string.Concat(text.AsSpan(0, length - 1 - tail), "…", text.AsSpan(text.Length - tail));
    }
}
