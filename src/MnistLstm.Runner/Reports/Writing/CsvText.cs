using System.Globalization;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Reports.Writing;

/// <summary>Comma-separated values as RFC 4180 has them, lines ended by \n. A spreadsheet finds numbers and text, and no formula.</summary>
internal static class CsvText
{
    /// <summary>One record with its line end.</summary>
    public static string Record(IEnumerable<string> fields) => string.Join(',', fields.Select(Field)) + "\n";

    private static string Field(string text) => Quote(Defused(ObeyedText.Replace(text, lines: true)));

    /// <summary>Text that a spreadsheet would compute gets an apostrophe, as its user would type one; a number stays a number.</summary>
    private static string Defused(string text) =>
        text.Length > 0 && (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20') && !IsNumber(text)
            ? "'" + text : text;

    private static bool IsNumber(
        string text) => double.TryParse(text, NumberStyles.Float & ~NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out _);

    private static string Quote(string field) =>
        field.AsSpan().IndexOfAny("\",\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
