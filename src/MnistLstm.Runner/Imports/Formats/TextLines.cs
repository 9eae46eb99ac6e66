using System.Globalization;
using System.Text;

namespace MnistLstm.Runner.Imports.Formats;

/// <summary>Lines of a text file with their numbers; a line without an end is not waited for.</summary>
internal static class TextLines
{
    /// <summary>The longest line: a million values.</summary>
    private const int Longest = 1 << 25;

    /// <summary>The lines, from 1; blank ones are left out.</summary>
    /// <exception cref="ImportException">The file is no text, or a line is too long.</exception>
    public static IEnumerable<(int Number, string Text)> Of(string file)
    {
        using StreamReader reader = new(FileBytes.Open(file), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        StringBuilder line = new();
        int number = 1;
        char[] chunk = new char[1 << 16];
        for (int read = reader.Read(chunk, 0, chunk.Length); read > 0; read = reader.Read(chunk, 0, chunk.Length))
        {
            for (int i = 0; i < read; i++)
            {
                if (chunk[i] == '\n')
                {
                    if (Text(line) is { Length: > 0 } text)
                    {
                        yield return (number, text);
                    }

                    line.Clear();
                    number++;
                    continue;
                }

                if (chunk[i] == '\0' || line.Length == Longest)
                {
                    throw new ImportException($"{file}, line {number}", chunk[i] == '\0' ? "this is no text" : "the line has no end", "name a text file");
                }

                line.Append(chunk[i]);
            }
        }

        if (Text(line) is { Length: > 0 } last)
        {
            yield return (number, last);
        }
    }

    /// <summary>A value of a text, finite.</summary>
    /// <param name="text">The text.</param>
    /// <param name="where">Its place, for messages.</param>
    /// <exception cref="ImportException">It is no number.</exception>
    public static float Number(ReadOnlySpan<char> text, string where) => IsNumber(text, out float value) ? value : throw NoNumber(text, where);

    /// <summary>A number to predict, finite.</summary>
    /// <param name="text">The text.</param>
    /// <param name="where">Its place, for messages.</param>
    /// <exception cref="ImportException">It is no number.</exception>
    public static float Target(ReadOnlySpan<char> text, string where)
    {
        if (IsNumber(text, out float value))
        {
            return value;
        }

        bool word = !float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            && (text.ContainsAnyInRange('A', 'Z') || text.ContainsAnyInRange('a', 'z'));
        throw word
            ? new ImportException(where, $"'{Shown(text)}' is not a number, and --targets predicts numbers", "leave --targets out where labels are classes")
            : NoNumber(text, where);
    }

    /// <summary>Whether a text is a finite number.</summary>
    public static bool IsNumber(ReadOnlySpan<char> text, out float value) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && float.IsFinite(value);

    /// <summary>What is said of a text that is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="where">Its place.</param>
    public static ImportException NoNumber(ReadOnlySpan<char> text, string where)
    {
        string remedy = text.Trim().Length == 0 || text.Trim() is "?" || text.Trim().Equals("nan", StringComparison.OrdinalIgnoreCase)
            ? "fill missing values, or leave the sequence out"
            : text.Contains(',') ? "write decimals with a point"
            : "write numbers with a point, within float32's range";
        return new ImportException(where, text.Trim().Length == 0 ? "a value is missing" : $"'{Shown(text)}' is not a finite number", remedy);
    }

    private static string Shown(ReadOnlySpan<char> text) => text.Length > 40 ? $"{text[..40]}..." : text.ToString();

    private static string Text(StringBuilder line) => line.ToString().Trim('\r', ' ', '\t', '\uFEFF');
}
