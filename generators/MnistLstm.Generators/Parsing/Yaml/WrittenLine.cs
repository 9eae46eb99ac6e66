using System;
using System.Text.RegularExpressions;

namespace MnistLstm.Generators.Parsing.Yaml;

/// <summary>A line of a text that YAML failed on, looked at as somebody wrote it: an indentation, a key, a value.</summary>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="Number">Which it is, from 1.</param>
/// <param name="Content">The line without its end.</param>
internal sealed record WrittenLine(int Start, int Number, string Content)
{
    // No line of a spec is longer; of one that is, the beginning says what it is.
    private const int Longest = 400;

    private static readonly Regex s_key = new(@"^ *(- +)*(?<key>[A-Za-z_][A-Za-z0-9_-]*):(?<value>( .*)?)$", RegexOptions.CultureInvariant);
    private static readonly char[] s_ends = ['\n', '\r'];

    /// <summary>Whether there is something but blanks, a comment or a document's marks.</summary>
    public bool HasContent => Content.Trim() is { Length: > 0 } trimmed && trimmed[0] != '#' && trimmed is not ("---" or "...");

    /// <summary>The blanks and dashes before what stands there.</summary>
    public int Indentation => Content.Length - Content.TrimStart(' ').TrimStart('-').TrimStart(' ').Length;

    /// <summary>The key that the line begins with; null where it does with none.</summary>
    public string? Key => s_key.Match(Content) is { Success: true } match ? match.Groups["key"].Value : null;

    /// <summary>What stands behind the key.</summary>
    public string Value => s_key.Match(Content) is { Success: true } match ? match.Groups["value"].Value.Trim() : "";

    /// <summary>The line that holds a place of the text.</summary>
    public static WrittenLine At(string text, int index)
    {
        int start = index <= 0 ? 0 : text.LastIndexOfAny(s_ends, Math.Min(index, text.Length) - 1) + 1;
        int number = 1;
        for (int i = 0; i < start; i++)
        {
            number += text[i] == '\n' || (text[i] == '\r' && (i + 1 >= text.Length || text[i + 1] != '\n')) ? 1 : 0;
        }

        int end = text.IndexOfAny(s_ends, start);
        end = end < 0 ? text.Length : end;
        return new WrittenLine(start, number, text.Substring(start, Math.Min(end - start, Longest)));
    }

    /// <summary>The closest line above that has content; null where there is none.</summary>
    public WrittenLine? Above(string text)
    {
        for (WrittenLine line = this; line.Start > 0;)
        {
            int end = line.Start - 1;
            end -= end > 0 && text[end] == '\n' && text[end - 1] == '\r' ? 1 : 0;
            int start = end <= 0 ? 0 : text.LastIndexOfAny(s_ends, end - 1) + 1;
            line = new WrittenLine(start, line.Number - 1, text.Substring(start, Math.Min(end - start, Longest)));
            if (line.HasContent)
            {
                return line;
            }
        }

        return null;
    }
}
