using System.Text;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Reports.Writing;

/// <summary>Text as it may stand in a cell of a GitHub Markdown table: one line, shown as it is.</summary>
internal static class MarkdownText
{
    /// <summary>The text of a cell.</summary>
    public static string Cell(string text)
    {
        StringBuilder escaped = new();
        foreach (char c in ObeyedText.Replace(text))
        {
            _ = c switch
            {
                '|' or '*' or '\\' or '`' or '<' or '~' or '&' => escaped.Append('\\').Append(c),

                // A name's brackets are no link; with a parenthesis behind them they would be one.
                '(' when escaped.Length > 0 && escaped[^1] == ']' => escaped.Append("\\("),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
