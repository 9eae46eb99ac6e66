using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Export.PyTorch;

/// <summary>Text of a spec, or of a file's name, as it may stand in a Python program.</summary>
internal static partial class PythonText
{
    /// <summary>
    /// The text for a comment: one line, without characters that end a line, stop the reading or turn its direction round, and without what
    /// Python would take for a declaration of the file's encoding, which decides how all the rest is read.
    /// </summary>
    public static string Comment(string text)
    {
        string line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return Declaration().Replace(ObeyedText.Replace(line), "coding ");
    }

    /// <summary>What stands between the double quotes of a string; in an f-string with its braces doubled.</summary>
    /// <param name="text">The text.</param>
    /// <param name="formatted">Whether the string is an f-string.</param>
    public static string InString(string text, bool formatted = false)
    {
        StringBuilder escaped = new();
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' or '\\' => escaped.Append('\\').Append(c),
                '{' or '}' when formatted => escaped.Append(c).Append(c),
                _ => escaped.Append(c),
            };
        }

        return ObeyedText.Map(escaped.ToString(), c => string.Create(CultureInfo.InvariantCulture, $"\\U{c.Value:x8}"));
    }

    [GeneratedRegex("coding(?=[:=])")]
    private static partial Regex Declaration();
}
