using System.Text;

namespace MnistLstm.Runner.Reports.Writing;

/// <summary>
/// Text as a terminal may be given it. A description, a file's name or a server's answer can hold characters that a terminal obeys (colours,
/// the window's title, the clipboard) or that turn the reading direction round; each becomes one replacement character.
/// </summary>
internal static class TerminalText
{
    /// <summary>What stands for a character that is not shown.</summary>
    public const char Replacement = '\uFFFD';

    /// <summary>The text with line ends and tabs, and without any other character that a terminal obeys.</summary>
    public static string Clean(string text)
    {
        int first = text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 ? -1 : FirstObeyed(text);
        if (first < 0)
        {
            return text;
        }

        StringBuilder clean = new(text, 0, first, text.Length);
        for (int i = first; i < text.Length; i++)
        {
            clean.Append(IsObeyed(text, i) ? Replacement : text[i]);
        }

        return clean.ToString();
    }

    /// <summary>True for a character that a terminal, or an editor, obeys in place of showing it; line ends and tabs are among them.</summary>
    public static bool IsObeyed(char c) => char.IsControl(c) || c is
        '\u061C' or '\u200E' or '\u200F' or '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static int FirstObeyed(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (IsObeyed(text, i))
            {
                return i;
            }
        }

        return -1;
    }

    // A carriage return alone goes back to write over what is there.
    private static bool IsObeyed(string text, int i) =>
        IsObeyed(text[i]) && text[i] is not ('\n' or '\t') && !(text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n');
}
