namespace MnistLstm.Runner.Reports.Writing;

/// <summary>Comma-separated values as RFC 4180 has them, lines ended by \n.</summary>
internal static class CsvText
{
    /// <summary>One record with its line end.</summary>
    public static string Record(IEnumerable<string> fields) => string.Join(',', fields.Select(Quote)) + "\n";

    // A spreadsheet would take such a text for a formula, and run it; numbers may begin with a sign.
    private static string Defused(string field) =>
        field.Length > 0 && "=+-@\t\r".Contains(field[0], StringComparison.Ordinal) && !double.TryParse(field, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _)
            ? "'" + field
            : field;

    private static string Quote(string text)
    {
        string field = Defused(text);
        return field.AsSpan().IndexOfAny("\",\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
