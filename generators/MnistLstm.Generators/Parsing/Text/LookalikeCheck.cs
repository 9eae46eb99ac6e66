using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Diagnostics;

namespace MnistLstm.Generators.Parsing.Text;

/// <summary>
/// Finds what looks like a key's colon and spaces and is none to YAML: no-break, wide and thin spaces before or behind a key, a full-width colon.
/// YAML reads on as one text and complains a line later; here it is told where it stands, and put right for the rest of the reading.
/// </summary>
internal static class LookalikeCheck
{
    private const int LongestStart = 200;
    private const string Colons = "\uFF1A\uFE55\uA789\u2236";

    // Only around a word that is a key: within a text these characters are letters like others.
    private static readonly Regex s_line = new(
        @"^(?<lead>[\p{Zs}-]*)(?<key>[A-Za-z_]+)(?<colon>[:" + Colons + @"])(?<space>\p{Zs}?)(?<rest>.?)",
        RegexOptions.CultureInvariant | RegexOptions.Singleline);

    /// <summary>Reports what it finds, at most once a line, and writes the plain characters in its place.</summary>
    /// <param name="text">The text, of the same length as the source.</param>
    /// <param name="source">The spec as it was read.</param>
    /// <param name="keys">The words that are keys.</param>
    /// <param name="diagnostics">Takes the errors.</param>
    public static void Clean(StringBuilder text, SourceText source, ISet<string> keys, DiagnosticBag diagnostics)
    {
        string content = text.ToString();
        if (!content.Any(IsLookalike))
        {
            return;
        }

        foreach (TextLine line in source.Lines)
        {
            // A key, its colon and what is around it stand at a line's beginning.
            int length = Math.Min(line.End - line.Start, LongestStart);
            if (!IsSuspicious(content, line.Start, length))
            {
                continue;
            }

            Match match = s_line.Match(content.Substring(line.Start, length));
            if (match.Success && keys.Contains(match.Groups["key"].Value))
            {
                CleanLine(text, line, match, diagnostics);
            }
        }
    }

    private static bool IsSuspicious(string content, int start, int length)
    {
        for (int i = start; i < start + length; i++)
        {
            if (IsLookalike(content[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLookalike(char c) => c > '\u007F' && (Colons.IndexOf(c) >= 0 || char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator);

    private static void CleanLine(StringBuilder text, TextLine line, Match match, DiagnosticBag diagnostics)
    {
        bool reported = false;
        foreach (Group group in new[] { match.Groups["lead"], match.Groups["colon"], match.Groups["space"] })
        {
            for (int i = group.Index; i < group.Index + group.Length; i++)
            {
                int at = line.Start + i;
                char found = text[at];
                bool isColon = group == match.Groups["colon"];
                char meant = isColon ? ':' : found == '-' ? '-' : ' ';
                if (found == meant)
                {
                    continue;
                }

                if (!reported)
                {
                    string code = ((int)found).ToString("X4", CultureInfo.InvariantCulture);
                    string what = isColon ? $"the character U+{code} is not the colon that ends a key; write ': '"
                        : $"the character U+{code} is not the space that YAML knows; write a plain space";
                    diagnostics.Report(DiagnosticDescriptors.BadCharacter, new TextSpan(at, 1), what);
                }

                reported = true;
                text[at] = meant;
            }
        }

        // A colon that nothing parts from its value would make one text of both, and of the lines below.
        if (reported && match.Groups["space"].Length == 0 && match.Groups["rest"].Length > 0)
        {
            for (int i = line.Start; i < line.End; i++)
            {
                text[i] = ' ';
            }
        }
    }
}
