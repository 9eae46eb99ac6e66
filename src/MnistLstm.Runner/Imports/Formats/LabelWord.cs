using System.Globalization;

namespace MnistLstm.Runner.Imports.Formats;

/// <summary>A label as a file spells it: a whole number in any spelling (<c>1</c>, <c>01</c>, <c>1.0</c>, <c>1e0</c>), or a word.</summary>
internal static class LabelWord
{
    // Up to here a double holds every whole number.
    private const double LargestExact = 1L << 53;

    private static readonly string[] s_noNumbers = ["nan", "inf", "infinity", "∞"];

    /// <summary>Passes a label that names a class.</summary>
    /// <param name="word">The label.</param>
    /// <param name="where">Its place, for messages.</param>
    /// <exception cref="ImportException">It is missing, or a number that is not whole.</exception>
    public static string Checked(string word, string where)
    {
        if (word.Length == 0)
        {
            throw new ImportException(where, "the label is missing", "give each sequence a label, or leave it out");
        }

        if (s_noNumbers.Contains(word.TrimStart('+', '-'), StringComparer.OrdinalIgnoreCase))
        {
            throw new ImportException(where, $"the label '{word}' is no class, which is a whole number or a word",
                "give the sequence a label, or leave it out");
        }

        return Whole(word) is null && double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && !double.IsInteger(number)
            ? throw new ImportException(where, $"the label '{word}' is not a whole number", "--targets takes labels for numbers to predict")
            : word;
    }

    /// <summary>The whole number that a label spells; null for a word.</summary>
    public static long? Whole(string word) =>
        long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? whole
        : double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsInteger(number)
            && Math.Abs(number) <= LargestExact ? (long)number
        : null;

    /// <summary>A label that spells a whole number as that number is usually written; a word as it is.</summary>
    public static string Plain(string word) => Whole(word)?.ToString(CultureInfo.InvariantCulture) ?? word;
}
