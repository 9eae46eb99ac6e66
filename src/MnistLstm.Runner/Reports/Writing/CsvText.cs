namespace MnistLstm.Runner.Reports.Writing;

/// <summary>Comma-separated values as RFC 4180 has them, lines ended by \n.</summary>
internal static class CsvText
{
    /// <summary>One record with its line end.</summary>
    public static string Record(IEnumerable<string> fields) => string.Join(',', fields.Select(Quote)) + "\n";

    private static string Quote(string field) =>
        field.AsSpan().IndexOfAny("\",\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
