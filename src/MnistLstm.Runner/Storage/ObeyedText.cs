using System.Globalization;
using System.Text;

namespace MnistLstm.Runner.Storage;

/// <summary>
/// Characters that a terminal or an editor obeys in place of showing them, and those that nobody sees: control characters, line separators,
/// halves of surrogate pairs, and what Unicode calls format characters (byte order marks, soft hyphens, tags, those that turn the reading
/// direction round). Text that comes from a file or a server must not carry them on. The joiner and the non-joiner stay, which scripts are written with.
/// </summary>
internal static class ObeyedText
{
    /// <summary>What stands for such a character.</summary>
    public const char Replacement = '\uFFFD';

    private const char NonJoiner = '\u200C';
    private const char Joiner = '\u200D';

    /// <summary>True for such a character, of which a pair of surrogates is one; line ends and tabs are among them.</summary>
    public static bool Is(Rune c) => Rune.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.Format => c.Value is not (NonJoiner or Joiner),
        _ => false,
    };

    /// <summary>The text with each such character replaced.</summary>
    /// <param name="text">The text.</param>
    /// <param name="lines">Whether line feeds and tabs stay. A carriage return goes back, to write over what is there: before a line feed it is left
    /// out.</param>
    public static string Replace(string text, bool lines = false) =>
        text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 ? text : Map(text, c => lines && c.Value is '\n' or '\t' ? null : Replacement.ToString(), lines);

    /// <summary>The text with something else in the place of each such character.</summary>
    /// <param name="text">The text.</param>
    /// <param name="other">What stands for a character; null to leave it as it is. A half of a pair is asked for as <see cref="Replacement"/>.</param>
    /// <param name="lines">Whether a carriage return before a line feed is left out.</param>
    public static string Map(string text, Func<Rune, string?> other, bool lines = false)
    {
        StringBuilder clean = new(text.Length);
        for (int i = 0; i < text.Length;)
        {
            bool whole = Rune.TryGetRuneAt(text, i, out Rune c);
            int length = whole ? c.Utf16SequenceLength : 1;
            bool leftOut = lines && text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n';
            string? instead = leftOut ? "" : !whole ? other(Rune.ReplacementChar) : Is(c) ? other(c) : null;
            _ = instead is null ? clean.Append(text, i, length) : clean.Append(instead);
            i += length;
        }

        return clean.ToString();
    }
}
