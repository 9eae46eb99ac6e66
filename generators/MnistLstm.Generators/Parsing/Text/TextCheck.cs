using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Diagnostics;

namespace MnistLstm.Generators.Parsing.Text;

/// <summary>
/// Finds what the YAML scanner lets pass or reports at the wrong place (tabs, control characters, bytes that were not UTF-8,
/// directives), and blanks it out so that the rest of the text can still be read, at unchanged positions.
/// </summary>
internal static class TextCheck
{
    private const int Utf8 = 65001;

    /// <summary>Reports what it finds, at most once a line.</summary>
    /// <param name="source">The spec as it was read.</param>
    /// <param name="keys">The words that are keys.</param>
    /// <param name="diagnostics">Takes the errors.</param>
    /// <returns>The text, of the same length, with blanks in place of what was reported.</returns>
    public static string Clean(SourceText source, ISet<string> keys, DiagnosticBag diagnostics)
    {
        // The compiler reads other encodings too, told by a byte order mark or taken from the system: there the same bytes would be another text elsewhere.
        if (source.Encoding is { CodePage: not Utf8 } other)
        {
            diagnostics.ReportFile(DiagnosticDescriptors.BadCharacter, $"the file is not valid UTF-8 but was read as {other.WebName}; save it as UTF-8");
        }

        StringBuilder text = new(source.ToString());
        foreach (TextLine line in source.Lines)
        {
            CleanLine(text, line, diagnostics);
        }

        LookalikeCheck.Clean(text, source, keys, diagnostics);
        return text.ToString();
    }

    private static void CleanLine(StringBuilder text, TextLine line, DiagnosticBag diagnostics)
    {
        bool reported = false;
        bool comment = false;
        if (line.Start < line.End && text[line.Start] == '%')
        {
            diagnostics.Report(DiagnosticDescriptors.YamlFeature, line.Span,
                $"a YAML directive ('{Shown(text.ToString(line.Start, line.End - line.Start))}') is", "drop the line");
            Blank(text, line.Start, line.End);
            return;
        }

        for (int i = line.Start + (line.Start == 0 && text.Length > 0 && text[0] == '\uFEFF' ? 1 : 0); i < line.End; i++)
        {
            char c = text[i];
            comment |= c == '#' && (i == line.Start || text[i - 1] is ' ' or '\t');
            int length = char.IsHighSurrogate(c) && i + 1 < line.End && char.IsLowSurrogate(text[i + 1]) ? 2 : 1;
            string? fault = length == 2 ? null : Fault(c, comment);
            if (fault is not null)
            {
                if (!reported)
                {
                    diagnostics.Report(DiagnosticDescriptors.BadCharacter, new TextSpan(i, 1), fault);
                }

                reported = true;
                text[i] = ' ';
            }

            i += length - 1;
        }
    }

    private static string? Fault(char c, bool comment) => c switch
    {
        '\t' => comment ? null : "a tab is not allowed in a spec; use spaces",
        '\uFFFD' => "the file is not valid UTF-8 here (or holds the replacement character U+FFFD); save it as UTF-8",
        '\uFEFF' => "a byte order mark may only stand at the start of the file; remove this one",
        '\uFFFE' or '\uFFFF' => Unprintable(c),
        _ => (char.IsControl(c) && c != '\u0085') || char.IsSurrogate(c) ? Unprintable(c) : null,
    };

    private static string Unprintable(char c) =>
        $"the character U+{((int)c).ToString("X4", CultureInfo.InvariantCulture)} is not allowed in a spec; remove it";

    private static void Blank(StringBuilder text, int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            text[i] = ' ';
        }
    }

    private static string Shown(string text) => text.Length <= 40 ? text.TrimEnd() : text.Substring(0, 40) + "...";
}
