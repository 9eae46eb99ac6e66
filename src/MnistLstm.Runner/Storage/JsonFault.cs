using System.Text.Json;
using System.Text.RegularExpressions;

namespace MnistLstm.Runner.Storage;

/// <summary>What is wrong with a stored JSON file, in words that are not the reader's own.</summary>
internal static partial class JsonFault
{
    /// <summary>In a line, without types of the program and without the place in bytes.</summary>
    public static string Words(Exception error)
    {
        string message = error.Message.Split(" LineNumber:")[0].Split(" Path:")[0].TrimEnd(' ', '|', '.').ReplaceLineEndings(" ");
        if (error is not JsonException { Path: { Length: > 0 } path })
        {
            return message;
        }

        string at = path == "$" ? "" : $" (at {path})";
        return Missing().Match(message) is { Success: true } missing
            ? $"{missing.Groups[1].Value.Replace("'", "")} {(missing.Value.Contains(',') ? "are" : "is")} missing{at}"
            : Twice().Match(message) is { Success: true } twice ? $"'{twice.Groups[1].Value}' stands in it twice{at}"
            : message.Contains("allow null values", StringComparison.Ordinal) ? $"what stands at {path} is null"
            : message.Contains("could not be converted", StringComparison.Ordinal) ? $"what stands at {path} is not of the kind that belongs there"
            : message.Contains("does not contain any JSON", StringComparison.Ordinal) ? "it is empty"
            : $"{message.Split(". Change the reader options")[0]}{at}";
    }

    [GeneratedRegex("missing required properties including: (.+)$")]
    private static partial Regex Missing();

    [GeneratedRegex("^Duplicate property '(.+)' encountered")]
    private static partial Regex Twice();
}
