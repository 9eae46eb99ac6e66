using System.Globalization;
using System.Text;
using MnistLstm.Generators.Parsing.Keys;

namespace MnistLstm.Runner.Imports;

/// <summary>What a class may be called: a name that a manifest can hold on one line, and that somebody who reads it sees.</summary>
internal static class ClassNameRules
{
    /// <summary>The longest name, as the build takes it.</summary>
    public const int Longest = ManifestKeyTable.LongestClass;

    /// <summary>What keeps a text from being a name, said behind "it": <c>has the character U+001B, which is not printed</c>. Null for a good one.</summary>
    public static string? Fault(string name)
    {
        if (name.Length > Longest)
        {
            return string.Create(CultureInfo.InvariantCulture, $"has {name.Length:N0} characters, more than the {Longest} of a class's name");
        }

        int at = 0;
        bool shows = false;
        while (at < name.Length)
        {
            bool whole = Rune.TryGetRuneAt(name, at, out Rune rune);
            if (!whole || !IsPrinted(rune))
            {
                int code = whole ? rune.Value : name[at];
                return string.Create(CultureInfo.InvariantCulture, $"has the character U+{code:X4}, which is not printed");
            }

            shows |= Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.SpaceSeparator or UnicodeCategory.Format);
            at += rune.Utf16SequenceLength;
        }

        return shows ? null : "is empty";
    }

    /// <summary>A text for a message: what is not printed as its number, what is long cut off.</summary>
    public static string Shown(string name)
    {
        StringBuilder shown = new();
        int at = 0;
        while (at < name.Length && shown.Length < 40)
        {
            bool whole = Rune.TryGetRuneAt(name, at, out Rune rune);
            _ = whole && IsPrinted(rune) ? shown.Append(rune)
                : shown.Append(CultureInfo.InvariantCulture, $"\\u{(whole ? rune.Value : name[at]):X4}");
            at += whole ? rune.Utf16SequenceLength : 1;
        }

        return at < name.Length ? $"{shown}..." : shown.ToString();
    }

    // Joiners are part of some scripts' words; the other format characters (marks of direction, of bytes' order) change what others look like.
    private static bool IsPrinted(Rune rune) => rune.Value is 0x200C or 0x200D
        || (rune.Value != 0xFFFD && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned));
}
