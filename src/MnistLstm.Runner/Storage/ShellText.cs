namespace MnistLstm.Runner.Storage;

/// <summary>Text as it must be typed into a shell.</summary>
internal static class ShellText
{
    /// <summary>The word, in single quotes when a shell would read something into it (brackets of a run's name, spaces).</summary>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':' or '=' or ',' or '@') ? word
            : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>An option with its value, a blank before it; nothing where there is no value.</summary>
    public static string Option(string name, string? value) => value is null ? "" : $" {name} {Quote(value)}";
}
