using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using MnistLstm.Generators.Model.Names;

namespace MnistLstm.Generators.Parsing.Names;

/// <summary>What an experiment may be called, and what its classes are called then. Compiled into the program, too, whose <c>new</c> must hold to the same
/// rules.</summary>
internal static class NameRules
{
    /// <summary>The longest name, in bytes.</summary>
    public const int LongestName = 200;

    /// <summary>The folder of the specs, relative to the repository.</summary>
    public const string Folder = "experiments/";

    /// <summary>How a spec's file ends.</summary>
    public const string Ending = ".yaml";

    /// <summary>How the file of a spec ends that the build leaves out.</summary>
    public const string DraftEnding = ".draft" + Ending;

    private static readonly Regex s_segment = new(@"^[a-z0-9][a-z0-9._-]*\z", RegexOptions.CultureInvariant);
    private static readonly Regex s_device =
        new(@"^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\u00B9\u00B2\u00B3]) *(\.|\z)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);
    private static readonly char[] s_separators = ['-', '.', '_'];

    /// <summary>Why a file or folder of the name cannot be, with what it could be renamed to; null when all is well.</summary>
    /// <param name="name">The experiment's name, folders included.</param>
    public static string? SegmentFault(string name)
    {
        const string Rule = "file and folder names are made of a-z, 0-9, '-', '_' and '.', and begin with a letter or digit";
        foreach (string segment in name.Split('/'))
        {
            string? fault = !s_segment.IsMatch(segment) ? Rule
                : segment.EndsWith(".", StringComparison.Ordinal) ? "Windows drops a '.' at the end of a name"
                : IsDevice(segment) ? $"'{segment.Split('.')[0]}' is the name of a device on Windows, whatever follows a '.'"
                : null;
            if (fault is not null)
            {
                return SuggestedName.For(segment) is { } better ? $"{fault}; rename '{segment}' to '{better}'" : fault;
            }
        }

        return null;
    }

    /// <summary>Whether Windows takes the name for a device: <c>nul</c>, and <c>com1.backup</c> too.</summary>
    public static bool IsDevice(string segment) => s_device.IsMatch(segment);

    /// <summary>Whether a file or folder may be called so.</summary>
    public static bool IsSegment(string segment) => s_segment.IsMatch(segment) && !segment.EndsWith(".", StringComparison.Ordinal) && !IsDevice(segment);

    /// <summary>The name's bytes when they are too many; else null.</summary>
    public static string? TooLong(string name)
    {
        int bytes = Encoding.UTF8.GetByteCount(name);
        return bytes > LongestName ? bytes.ToString(CultureInfo.InvariantCulture) : null;
    }

    /// <summary>What is called how.</summary>
    /// <param name="path">The file relative to the repository, with slashes.</param>
    /// <param name="name">The experiment's name, which has no fault.</param>
    public static SpecName NamesOf(string path, string name)
    {
        string[] segments = name.Split('/');
        string qualifier = string.Concat(segments.Take(segments.Length - 1).Select(segment => Identifier(segment) + "."));
        return new SpecName(path, name, qualifier, Identifier(segments[segments.Length - 1]));
    }

    /// <summary>A path segment in C#'s capitals: <c>lstm-2x48</c> gives <c>Lstm2x48</c>; a leading digit gets <c>_</c>.</summary>
    public static string Identifier(string segment)
    {
        string joined = string.Concat(segment
            .Split(s_separators, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
        return char.IsDigit(joined[0]) ? "_" + joined : joined;
    }
}
