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
    public static float Number(ReadOnlySpan<char> text, string where)
    {
        if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value))
        {
            return value;
        }

        string shown = text.Length > 40 ? $"{text[..40]}..." : text.ToString();
        string remedy = text.Trim().Length == 0 || text.Trim() is "?" || text.Trim().Equals("nan", StringComparison.OrdinalIgnoreCase)
            ? "fill missing values, or leave the sequence out"
            : text.Contains(',') ? "write decimals with a point"
            : "write numbers with a point, within float32's range";
        throw new ImportException(where, text.Trim().Length == 0 ? "a value is missing" : $"'{shown}' is not a finite number", remedy);
    }

    private static string Text(StringBuilder line) => line.ToString().Trim('\r', ' ', '\t', '\uFEFF');
}
