using System.Globalization;
using System.Text;

namespace MnistLstm.Generators.Parsing.Text;

/// <summary>Characters that look like those of a keyboard and are others to YAML: full-width ones, dashes and the minus sign, ones that cannot be
/// seen.</summary>
internal static class Lookalikes
{
    private const int FullWidth = '\uFF01' - '!';

    /// <summary>What to say of a text that has such characters; null for one that has none.</summary>
    public static string? Hint(string text)
    {
        string plain = Plain(text);
        return plain == text || plain.Length == 0 ? null : $"; some of these characters only look like those of a keyboard, or cannot be seen: write {plain}";
    }

    /// <summary>A text in the characters that are meant.</summary>
    public static string Plain(string text)
    {
        StringBuilder plain = new(text.Length);
        foreach (char c in text)
        {
            if (c is >= '\uFF01' and <= '\uFF5E')
            {
                plain.Append((char)(c - FullWidth));
            }
            else if (c <= '\u007F' || CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format)
            {
                plain.Append(c switch { '\u2212' or (>= '\u2010' and <= '\u2014') => '-', '\u3001' => ',', '\u3000' or '\u00A0' => ' ', _ => c });
            }
        }

        return plain.ToString();
    }
}
