using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Diagnostics;

namespace MnistLstm.Generators.Parsing.Text;

/// <summary>
/// Refuses texts with very many open brackets: YamlDotNet's scanner looks at each of them again at every token,
/// so that a file of 200 KB could hold the build up for minutes. Brackets in quotes count too; no spec comes near the limit.
/// </summary>
internal static class NestingCheck
{
    /// <summary>How many brackets may be open at once. A spec needs four.</summary>
    public const int Deepest = 64;

    /// <summary>False, and an error at the first bracket that is too much, when the text is nested too deeply.</summary>
    public static bool Passes(string text, DiagnosticBag diagnostics)
    {
        int open = 0;
        bool comment = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            comment = comment ? c is not ('\n' or '\r') : c == '#' && (i == 0 || char.IsWhiteSpace(text[i - 1]));
            if (comment)
            {
                continue;
            }

            open = c switch
            {
                '[' or '{' => open + 1,
                ']' or '}' when open > 0 => open - 1,
                _ => open,
            };
            if (open > Deepest)
            {
                diagnostics.Report(DiagnosticDescriptors.MalformedYaml, new TextSpan(i, 1), $"more than {Deepest} brackets are open here");
                return false;
            }
        }

        return true;
    }
}
