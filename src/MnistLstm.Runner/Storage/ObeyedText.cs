using System.Text;

namespace MnistLstm.Runner.Storage;

/// <summary>
/// Characters that a terminal or an editor obeys in place of showing them: control characters, line separators, and those that turn the
/// reading direction round. Text that comes from a file or a server must not carry them on.
/// </summary>
internal static class ObeyedText
{
    /// <summary>What stands for such a character.</summary>
    public const char Replacement = '\uFFFD';

    /// <summary>True for such a character; line ends and tabs are among them.</summary>
    public static bool Is(char c) => char.IsControl(c) || c is
        '\u061C' or '\u200E' or '\u200F' or '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>The text with each such character replaced.</summary>
    /// <param name="text">The text.</param>
    /// <param name="lines">Whether line ends and tabs stay.</param>
    public static string Replace(string text, bool lines = false)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
        {
            return text;
        }

        StringBuilder clean = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            // A carriage return alone goes back, to write over what is there.
            bool stays = lines && (text[i] is '\n' or '\t' || (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n'));
            clean.Append(stays || !Is(text[i]) ? text[i] : Replacement);
        }

        return clean.ToString();
    }
}
