using System.Globalization;
using MnistLstm.Runner.Selection;
using nietras.SeparatedValues;

namespace MnistLstm.Runner.Imports.Formats;

/// <summary>A table whose first line names its columns, read row by row. What is wrong with it is said at its line.</summary>
internal sealed class CsvTable : IDisposable
{
    private const int Shown = 12;

    private readonly SepReader _reader;
    private readonly string _file;
    private readonly string[] _names;
    private int _step = -1;
    private int _line;
    private int _lineBehind = 1;

    /// <summary>Opens a table and reads its first line.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="ImportException">The first line does not name columns, each once, separated by commas.</exception>
    public CsvTable(string file)
    {
        _file = file;
        // The first line is a row like any other to the reader: it would answer with words of its own for a column that is there twice.
        _reader = new Sep(',').Reader(o => o with { HasHeader = false, Unescape = true, DisableColCountCheck = true }).From(FileBytes.Open(file));
        try
        {
            _names = Next() ? Header(_reader.Current) : throw new ImportException(file, "the file is empty", "name the file that holds the data");
        }
        catch
        {
            _reader.Dispose();
            throw;
        }
    }

    /// <summary>What the columns are called.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Where the row stands, for messages: the file and its line.</summary>
    public string Where => string.Create(CultureInfo.InvariantCulture, $"{_file}, line {_line}");

    /// <summary>The file and its first line, for messages.</summary>
    public string WhereNames => $"{_file}, line 1";

    /// <summary>Goes to the next row; false behind the last.</summary>
    /// <exception cref="ImportException">The row has more or fewer values than there are columns, or a quote does not close.</exception>
    public bool Next()
    {
        try
        {
            if (!_reader.MoveNext())
            {
                return false;
            }
        }
        catch (Exception error) when (error is InvalidDataException or ArgumentException or NotSupportedException)
        {
            throw new ImportException(_file, "a row is longer than can be read: millions of characters",
                "close each quote on its line, and give each time step a row of its own");
        }

        // A row begins where the one before has ended: of a first row whose quote is never closed the reader tells the last line.
        SepReader.Row row = _reader.Current;
        (_line, _lineBehind) = (_lineBehind, row.LineNumberToExcl);

        // An even number of quotes over several lines is a text with a line's end in it, unless the row has lost columns so.
        bool severalLines = _lineBehind - _line > 1;
        if (row.Span.Count('"') % 2 != 0 || (severalLines && (_names is null || row.ColCount != _names.Length)))
        {
            throw OpenQuote();
        }

        if (_names is not null && row.ColCount != _names.Length)
        {
            throw Misfit(row.Span, row.ColCount);
        }

        return true;
    }

    /// <summary>A value's text.</summary>
    public string Text(int column) => _reader.Current[column].ToString().Trim();

    /// <summary>A value, finite.</summary>
    /// <exception cref="ImportException">It is no number.</exception>
    public float Number(int column)
    {
        ReadOnlySpan<char> text = _reader.Current[column].Span;
        if (TextLines.IsNumber(text, out float value))
        {
            return value;
        }

        string where = WhereOf(column);
        throw text.Contains('\n') ? OpenQuote()
            : TimeStep.LooksLikeTime(text)
            ? new ImportException(where, $"'{text.Trim()}' is a date or a time, and values are numbers", _step < 0
                ? $"--step-column {_names[column]} takes the column for the time of the steps, which is no input"
                : $"leave the column out: column '{_names[_step]}' has the steps")
            : TextLines.NoNumber(text, where);
    }

    /// <summary>Where the row stands, and the column, for messages.</summary>
    public string WhereOf(int column) => $"{Where}, column '{_names[column]}'";

    /// <summary>The place of a column that must be there.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="option">The option that names it.</param>
    /// <exception cref="ImportException">There is no such column.</exception>
    public int Place(string name, string option) => Array.IndexOf(_names, name) is >= 0 and int place ? place
        : throw Missing(WhereNames, name, _names, $"{option} names it");

    /// <summary>The place of the column of the steps; -1 where there is none and none is named.</summary>
    /// <param name="named">What the column is called; null for <c>step</c>, if that is there.</param>
    /// <exception cref="ImportException">The column that is named is not there.</exception>
    public int PlaceOfSteps(string? named) => _step = named is null ? Array.IndexOf(_names, "step") : Place(named, "--step-column");

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    /// <summary>What is said of a column that is not there.</summary>
    /// <param name="where">The place, for messages.</param>
    /// <param name="name">The name that was given.</param>
    /// <param name="names">Those that are there.</param>
    /// <param name="remedy">What names it.</param>
    public static ImportException Missing(string where, string name, IReadOnlyList<string> names, string remedy)
    {
        string there = string.Join(", ", names.Take(Shown)) + (names.Count > Shown ? ", ..." : "");
        return new ImportException(where, $"there is no column '{name}'; there are {there}", remedy + Suggestion.Phrase(name, names));
    }

    private string[] Header(SepReader.Row row)
    {
        CheckSeparator(row.Span);
        string[] names = new string[row.ColCount];
        for (int column = 0; column < names.Length; column++)
        {
            names[column] = row[column].ToString().Trim();
        }

        if (names is [""])
        {
            throw new ImportException(WhereNames, "the line is blank, and the first line names the columns", "remove the blank line");
        }

        foreach ((int column, string name) in names.Index())
        {
            int before = Array.IndexOf(names, name);
            if (name.Length == 0 || before < column)
            {
                throw name.Length == 0
                    ? new ImportException(WhereNames, $"column {column + 1} (from 1) has no name",
                        "name it, or leave it out (pandas leaves its row numbers out with to_csv(index=False))")
                    : new ImportException(WhereNames, $"column '{name}' is there twice: it is column {before + 1} and {column + 1} (from 1)",
                        "give each column a name of its own, or leave one out");
            }
        }

        // Numbers from 0 are the names that pandas gives; others are values.
        bool numbered = names.Index().All(name => name.Item == name.Index.ToString(CultureInfo.InvariantCulture));
        return numbered || !Array.TrueForAll(names, name => TextLines.IsNumber(name, out _)) ? names
            : throw new ImportException(WhereNames, "the line has numbers only, and the first line names the columns", "write a line of names above it");
    }

    // Whatever stands more often than commas between names separates them.
    private void CheckSeparator(ReadOnlySpan<char> line)
    {
        int commas = Outside(line, ',');
        foreach ((char sign, string called) in ((char, string)[])[(';', "';'"), ('\t', "tabs"), ('|', "'|'")])
        {
            if (Outside(line, sign) > commas)
            {
                throw new ImportException(WhereNames, $"the columns are separated by {called}" + (sign == '|' ? "" : ", as spreadsheets in some languages do"),
                    "save it with commas between columns, and points in decimals");
            }
        }
    }

    // How often a sign stands outside of quotes.
    private static int Outside(ReadOnlySpan<char> line, char sign)
    {
        (int count, bool quoted) = (0, false);
        foreach (char c in line)
        {
            quoted ^= c == '"';
            count += c == sign && !quoted ? 1 : 0;
        }

        return count;
    }

    private ImportException OpenQuote() => new(Where, "a quote opens on this line and does not close on it",
        "close it, or leave it out (a quote inside of quotes is written twice)");

    private ImportException Misfit(ReadOnlySpan<char> row, int found)
    {
        if (row.Trim().Length == 0)
        {
            return new ImportException(Where, $"the line is blank, and each row has {Count(_names.Length)}", "remove the line");
        }

        return new ImportException(Where, $"the row has {Count(found)}, and line 1 names {_names.Length}", found < _names.Length
            ? Outside(row, ';') >= _names.Length - 1 ? "separate values by commas, not by ';'" : "give each row a value for each column"
            : "give each row a value for each column; decimals have a point, and a text with a comma stands in quotes");
    }

    private static string Count(int columns) => columns == 1 ? "1 column" : string.Create(CultureInfo.InvariantCulture, $"{columns} columns");
}
