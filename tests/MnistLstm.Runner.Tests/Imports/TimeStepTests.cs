using MnistLstm.Runner.Imports;
using MnistLstm.Runner.Imports.Formats;

namespace MnistLstm.Runner.Tests.Imports;

/// <summary>Steps are compared as what they are: numbers, dates or times, never as text.</summary>
public sealed class TimeStepTests : IDisposable
{
    private readonly ImportFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("1", "2")]
    [InlineData("9", "10")]
    [InlineData("-1.5", "1e1")]
    [InlineData("1700000000", "1700000001")]
    [InlineData("1700000000000000000", "1700000000000000001")]
    [InlineData("2024-03", "2024-04")]
    [InlineData("2019-12-31", "2020-01-01")]
    [InlineData("20191231", "20200101")]
    [InlineData("2024-W09", "2024-W10")]
    [InlineData("2024-W09-7", "2024-W10-1")]
    [InlineData("2024-02-29", "2024-02-29T00:00:01")]
    [InlineData("2024-03-01 09:59", "2024-03-01 10:00")]
    [InlineData("2024-03-01T09:59:59.9", "2024-03-01T10")]
    [InlineData("2024-03-01T00:00:00.000000001", "2024-03-01T00:00:00.000000002")]
    [InlineData("2024-03-01T00:00:00.9", "2024-03-01T00:00:00.95")]
    [InlineData("2024-03-01 23:00", "2024-03-01 24:00")]
    [InlineData("20240301T0959", "20240301T1000")]
    [InlineData("2024-03-31 01:30:00+01:00", "2024-03-31 03:00:00+02:00")]
    [InlineData("2024-10-27T02:30:00+02:00", "2024-10-27T02:30:00+01:00")]
    [InlineData("2024-10-27T02:30:00-0500", "2024-10-27T08:30:00Z")]
    [InlineData("2024-10-27 02:30:00 UTC", "2024-10-27 02:31:00 UTC")]
    [InlineData("09:59", "10:00")]
    [InlineData("09:59:00", "09:59:00.5")]
    public void A_later_step_comes_after_an_earlier_one_and_not_before_it(string earlier, string later)
    {
        _folder.Write("a.csv", $"step,x\n{earlier},1\n{later},2\n");
        Assert.Equal([1, 2], LongSeries.Read(_folder["a.csv"], null).Values);
        _folder.Write("b.csv", $"step,x\n{later},1\n{earlier},2\n");
        Assert.Equal($"b.csv, line 3, column 'step': '{earlier}' follows '{later}'; sort the rows by time", Fault("b.csv"));
        _folder.Write("c.csv", $"step,x\n{later},1\n{later},2\n");
        Assert.Equal($"c.csv, line 3, column 'step': '{later}' follows '{later}'; sort the rows by time", Fault("c.csv"));
        _folder.Write("d.csv", $"sequence,step,x,label\na,{earlier},1,u\na,{later},2,u\n");
        Assert.Equal([1, 2], ImportFolder.Values(_folder.Read("d.csv")));
    }

    [Theory]
    [InlineData("01/01/2019")]
    [InlineData("12/31/2019")]
    [InlineData("31.01.2020")]
    [InlineData("Jan 2020")]
    [InlineData("2020-13-01")]
    [InlineData("2023-02-29")]
    [InlineData("2023-W53")]
    [InlineData("2020-01-01T25:00")]
    [InlineData("2020-01-01T10:60")]
    [InlineData("2020-01-01 10:00 PM")]
    [InlineData("nan")]
    [InlineData("1e999")]
    [InlineData("0000-01-01")]
    [InlineData("9999-W52")]
    public void What_is_neither_is_refused_at_its_line_also_the_first(string text)
    {
        string fault = $"'{text}' is neither a number nor a date or time of ISO 8601; number the steps, or write dates as 2024-01-31 or "
            + "2024-01-31T09:30, times as 09:30 (pandas: df['date'] = pd.to_datetime(df['date']))";
        _folder.Write("a.csv", $"step,x\n{text},1\n");
        Assert.Equal($"a.csv, line 2, column 'step': {fault}", Fault("a.csv"));
        _folder.Write("b.csv", $"sequence,step,x,label\na,{text},1,u\n");
        Assert.Equal($"b.csv, line 2, column 'step': {fault}", _folder.Fault("b.csv"));
    }

    [Theory]
    [InlineData("2020-1-9", "2020-01-09")]
    [InlineData("2020-10-9 8:05", "2020-10-09 08:05")]
    [InlineData("9:59", "09:59")]
    public void What_lacks_a_nought_is_answered_with_how_to_write_it(string text, string written)
    {
        _folder.Write("a.csv", $"step,x\n{text},1\n");
        Assert.Equal($"a.csv, line 2, column 'step': '{text}' is neither a number nor a date or time of ISO 8601; write it with two digits each: {written}",
            Fault("a.csv"));
    }

    [Theory]
    [InlineData("1", "2024-01-01", "'2024-01-01' is a date without a time zone, and '1' before it a number")]
    [InlineData("2024-01-01T00:00", "2024-01-02T00:00Z",
        "'2024-01-02T00:00Z' is a date with a time zone, and '2024-01-01T00:00' before it a date without a time zone")]
    [InlineData("2024-01-01", "10:00", "'10:00' is a time of day, and '2024-01-01' before it a date without a time zone")]
    public void Steps_of_two_kinds_are_not_compared(string first, string second, string fault)
    {
        _folder.Write("a.csv", $"step,x\n{first},1\n{second},2\n");
        Assert.Equal($"a.csv, line 3, column 'step': {fault}; write all steps in the same form", Fault("a.csv"));
    }

    [Fact]
    public void A_step_may_not_be_missing()
    {
        _folder.Write("a.csv", "step,x\n1,1\n,2\n");
        Assert.Equal("a.csv, line 3, column 'step': the step is missing; give each row its step: a number, or a date", Fault("a.csv"));
    }

    private string Fault(string file) => _folder.Said(() => LongSeries.Read(_folder[file], null));
}
