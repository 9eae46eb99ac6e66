using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Model;

namespace MnistLstm.Generators.Parsing;

/// <summary>Derives an experiment's names from its file's path, which must follow the naming rules.</summary>
internal static class NameParser
{
    /// <summary>The longest name, in bytes.</summary>
    public const int LongestName = 200;

    private const string Folder = "experiments/";
    private const string Ending = ".yaml";
    private static readonly Regex s_segment = new(@"^[a-z0-9][a-z0-9._-]*\z", RegexOptions.CultureInvariant);
    private static readonly char[] s_separators = ['-', '.', '_'];

    /// <summary>Derives the names, or reports why not and returns null.</summary>
    /// <param name="path">The file relative to the repository, with slashes.</param>
    /// <param name="diagnostics">Takes the errors.</param>
    public static SpecName? Parse(string path, DiagnosticBag diagnostics)
    {
        if (!path.EndsWith(Ending, StringComparison.Ordinal))
        {
            int dot = path.LastIndexOf('.');
            string renamed = dot > path.LastIndexOf('/') ? path.Substring(0, dot) + Ending : path + Ending;
            diagnostics.ReportFile(DiagnosticDescriptors.WrongEnding, path, renamed);
            return null;
        }

        string relative = path.StartsWith(Folder, StringComparison.Ordinal) ? path.Substring(Folder.Length) : path;
        string name = relative.Substring(0, relative.Length - Ending.Length);
        string[] segments = name.Split('/');
        if (segments.FirstOrDefault(segment => !s_segment.IsMatch(segment)) is { } bad)
        {
            diagnostics.ReportFile(DiagnosticDescriptors.BadFileName, path, Reason(bad));
            return null;
        }

        int bytes = Encoding.UTF8.GetByteCount(name);
        if (bytes > LongestName)
        {
            diagnostics.ReportFile(DiagnosticDescriptors.NameTooLong, name, bytes.ToString(CultureInfo.InvariantCulture), LongestName.ToString(CultureInfo.InvariantCulture));
            return null;
        }

        string space = string.Concat(segments.Take(segments.Length - 1).Select(segment => "." + Identifier(segment)));
        return new SpecName(path, name, SpecName.RootNamespace + space, Identifier(segments[segments.Length - 1]));
    }

    /// <summary>A path segment in C#'s capitals: <c>lstm-2x48</c> gives <c>Lstm2x48</c>; a leading digit gets <c>_</c>.</summary>
    public static string Identifier(string segment)
    {
        string joined = string.Concat(segment
            .Split(s_separators, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
        return char.IsDigit(joined[0]) ? "_" + joined : joined;
    }

    private static string Reason(string segment)
    {
        const string Rule = "file and folder names are made of a-z, 0-9, '-', '_' and '.', and begin with a letter or digit";
        string lower = segment.ToLowerInvariant().Replace(' ', '-');
        return s_segment.IsMatch(lower) ? $"{Rule}; rename '{segment}' to '{lower}'" : Rule;
    }
}
