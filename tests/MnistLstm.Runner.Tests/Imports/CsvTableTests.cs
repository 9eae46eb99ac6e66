using MnistLstm.Runner.Imports;
using MnistLstm.Runner.Imports.Formats;

namespace MnistLstm.Runner.Tests.Imports;

/// <summary>What is wrong with a table is said with its cause, at its line, whether it has sequences or is one long series.</summary>
public sealed class CsvTableTests : IDisposable
{
    private readonly ImportFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("date;load;temp\n2020-01-01;1,5;2\n",
        "line 1: the columns are separated by ';', as spreadsheets in some languages do; save it with commas between columns, and points in decimals")]
    [InlineData("date\tload\n2020-01-01\t1\n",
        "line 1: the columns are separated by tabs, as spreadsheets in some languages do; save it with commas between columns, and points in decimals")]
    [InlineData("date|load\n", "line 1: the columns are separated by '|'; save it with commas between columns, and points in decimals")]
    [InlineData("x,y\n1;2\n", "line 2: the row has 1 column, and line 1 names 2; separate values by commas, not by ';'")]
    [InlineData("\"x,y\n1,2\n3,4\n",
        "line 1: a quote opens on this line and does not close on it; close it, or leave it out (a quote inside of quotes is written twice)")]
    [InlineData("x,y\n1,2\n3,\"4\n5,6\n",
        "line 3: a quote opens on this line and does not close on it; close it, or leave it out (a quote inside of quotes is written twice)")]
    [InlineData("x,y\n1,2\n3,\"4\n5,\"6\n",
        "line 3: a quote opens on this line and does not close on it; close it, or leave it out (a quote inside of quotes is written twice)")]
    [InlineData("load,x, load\n1,2,3\n",
        "line 1: column 'load' is there twice: it is column 1 and 3 (from 1); give each column a name of its own, or leave one out")]
    [InlineData(",x\n0,2\n",
        "line 1: column 1 (from 1) has no name; name it, or leave it out (pandas leaves its row numbers out with to_csv(index=False))")]
    [InlineData("1.5,2\n3,4\n", "line 1: the line has numbers only, and the first line names the columns; write a line of names above it")]
    [InlineData("\nx,y\n1,2\n", "line 1: the line is blank, and the first line names the columns; remove the blank line")]
    [InlineData("x,y\n1,2\n\n3,4\n", "line 3: the line is blank, and each row has 2 columns; remove the line")]
    [InlineData("x,y\n1,2\n3\n", "line 3: the row has 1 column, and line 1 names 2; give each row a value for each column")]
    [InlineData("x,y\n1,2,5\n",
        "line 2: the row has 3 columns, and line 1 names 2; give each row a value for each column; decimals have a point, and a text with a comma stands "
            + "in quotes")]
    public void A_table_that_is_none_is_refused_as_a_series(string table, string fault)
    {
        _folder.Write("a.csv", table);
        Assert.Equal($"a.csv, {fault}", _folder.Said(() => LongSeries.Read(_folder["a.csv"], null)));
    }

    [Theory]
    [InlineData("sequence;x;label\na;1,5;u\n", "line 1: the columns are separated by ';'")]
    [InlineData("sequence,x,\"label\na,1,u\n", "line 1: a quote opens on this line")]
    [InlineData("sequence,x,x,label\na,1,2,u\n", "line 1: column 'x' is there twice: it is column 2 and 3")]
    [InlineData("sequence,x,label\na,1,u\nb,2\n", "line 3: the row has 2 columns, and line 1 names 3; give each row a value")]
    [InlineData("sequence,x,label\na,1,u\n\nb,2,d\n", "line 3: the line is blank, and each row has 3 columns; remove the line")]
    [InlineData("sequence,x,label\na,1,u\nb,2,\n",
        "line 3, column 'label': the label is missing; give each row the label of its sequence, or leave the sequence out")]
    [InlineData("sequence,x,label\na,1,u\na,2,\n",
        "line 3, column 'label': the label is missing; give each row the label of its sequence, or leave the sequence out")]
    [InlineData("sequence,x,label\n,1,u\n", "line 2, column 'sequence': the sequence is missing; say on each row which sequence it belongs to")]
    public void And_as_a_table_of_sequences(string table, string fault)
    {
        _folder.Write("a.csv", table);
        Assert.StartsWith($"a.csv, {fault}", _folder.Fault("a.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public void Sequences_whose_rows_stand_apart_are_not_called_short()
    {
        // Up to the row that shows it, b has one step and a has two.
        _folder.Write("a.csv", "sequence,x,label\na,1,u\na,2,u\nb,3,d\na,4,u\nb,5,d\nb,6,d\n");
        Assert.Equal("a.csv, line 5: the rows of sequence 'a' are not all together: others stand between them; sort the rows by sequence and step",
            _folder.Fault("a.csv"));
        _folder.Write("b.csv", "sequence,x,label\na,1,u\na,2,u\nb,3,d\nc,4,u\nc,5,u\nb,6,d\n");
        Assert.Equal("b.csv, line 7: the rows of sequence 'b' are not all together: others stand between them; sort the rows by sequence and step",
            _folder.Fault("b.csv"));
    }

    [Fact]
    public void A_row_of_many_millions_of_signs_is_refused()
    {
        _folder.Write("a.csv", "x,y\n1,2\n3,\"" + new string('4', 20_000_000) + "\n");
        Assert.Equal("a.csv: a row is longer than can be read: millions of characters; close each quote on its line, and give each time step a row of its own",
            _folder.Said(() => LongSeries.Read(_folder["a.csv"], null)));
    }

    [Fact]
    public void Texts_in_quotes_may_have_commas_quotes_and_lines()
    {
        _folder.Write("a.csv", "sequence,\"x, in \"\"m\"\"\",label\n\"a\nb\",1,\"up, fast\"\nc,2,down\n");
        RawPart part = _folder.Read("a.csv");
        Assert.Equal(["up, fast", "down"], part.Labels);
        Assert.Equal([1, 2], ImportFolder.Values(part));
    }

    [Fact]
    public void Numbers_from_0_are_names_of_columns()
    {
        _folder.Write("a.csv", "0,1\n5,6\n");
        Assert.Equal([5, 6], LongSeries.Read(_folder["a.csv"], null).Values);
    }

    [Fact]
    public void A_column_that_is_named_and_not_there_is_refused_with_those_that_are()
    {
        _folder.Write("hours.csv", "hour,load,heat\n0,1,2\n1,2,3\n2,3,4\n");
        Assert.Equal("hours.csv, line 1: there is no column 'huor'; there are hour, load, heat; --step-column names it; did you mean 'hour'?",
            _folder.Said(() => LongSeries.Read(_folder["hours.csv"], "huor")));
        Assert.Equal("hours.csv: there is no column 'laod'; there are hour, load, heat; --label-column names what is predicted; did you mean 'load'?",
            _folder.Said(() => new SeriesWindows(1, 1, ["laod"]).Of("a", LongSeries.Read(_folder["hours.csv"], null), null, 0.5)));
        _folder.Write("a.csv", "id,hour,x,klass\na,0,1,u\n");
        Assert.Equal("a.csv, line 1: there is no column 'huor'; there are id, hour, x, klass; --step-column names it; did you mean 'hour'?",
            Fault(new ImportOptions(SequenceColumn: "id", StepColumn: "huor", LabelColumn: "klass")));
        Assert.Equal("a.csv, line 1: there is no column 'class'; there are id, hour, x, klass; --label-column names it; did you mean 'klass'?",
            Fault(new ImportOptions(SequenceColumn: "id", StepColumn: "hour", LabelColumn: "class")));
    }

    [Fact]
    public void A_step_column_that_nobody_names_may_be_missing()
    {
        _folder.Write("a.csv", "hour,load\n0,1\n1,2\n");
        Assert.Equal(["hour", "load"], LongSeries.Read(_folder["a.csv"], null).Columns);
        Assert.Equal(["load"], LongSeries.Read(_folder["a.csv"], "hour").Columns);
    }

    [Fact]
    public void One_column_cannot_be_two_things()
    {
        _folder.Write("a.csv", "sequence,x,label\na,1,u\n");
        Assert.Equal("a.csv, line 1: column 'label' is named for more than one of sequence, step and label; name a column for each: --sequence-column, "
            + "--step-column, --label-column", Fault(new ImportOptions(StepColumn: "label")));
    }

    [Theory]
    [InlineData("2020-01-01")]
    [InlineData("31.01.2020")]
    [InlineData("1/31/2020 9:30 PM")]
    [InlineData("09:30")]
    public void A_column_of_dates_among_the_values_hints_at_the_step_column(string date)
    {
        _folder.Write("a.csv", $"when,load\n{date},1\n");
        Assert.Equal($"a.csv, line 2, column 'when': '{date}' is a date or a time, and values are numbers; --step-column when takes the column for the time of "
            + "the steps, which is no input", _folder.Said(() => LongSeries.Read(_folder["a.csv"], null)));
        _folder.Write("b.csv", $"sequence,step,when,label\na,1,{date},u\n");
        Assert.Equal($"b.csv, line 2, column 'when': '{date}' is a date or a time, and values are numbers; leave the column out: column 'step' has the steps",
            _folder.Fault("b.csv"));
    }

    private string Fault(ImportOptions options) => _folder.Said(() => SequenceFormats.Read([_folder["a.csv"]], options));
}
