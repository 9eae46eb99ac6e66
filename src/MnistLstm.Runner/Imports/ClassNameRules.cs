using System.Globalization;
using System.Text;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Imports;

/// <summary>What a class may be called: a name that a manifest can hold on one line, and that somebody who reads it sees.</summary>
internal static class ClassNameRules
{
    /// <summary>The longest name, as the build takes it.</summary>
    public const int Longest = ManifestKeyTable.LongestClass;

    // Of a name in a message.
    private const int Most = 40;

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
    public static string Shown(string name) =>
        ObeyedText.Map(name.Length > Most ? name[..Most] : name, rune => string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}"))
            + (name.Length > Most ? "..." : "");

    private static bool IsPrinted(Rune rune) => !ObeyedText.Is(rune) && rune != Rune.ReplacementChar
        && Rune.GetUnicodeCategory(rune) is not UnicodeCategory.OtherNotAssigned;
}
