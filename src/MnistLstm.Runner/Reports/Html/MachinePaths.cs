using System.Text.RegularExpressions;

namespace MnistLstm.Runner.Reports.Html;

/// <summary>Messages name files by where they lie on a machine, which is nobody's business who reads a page.</summary>
internal static partial class MachinePaths
{
    /// <summary>The text with all but the last part of each absolute path left out.</summary>
    public static string Hide(string text) => Absolute().Replace(text, match => "…/" + match.Groups["name"].Value);

    [GeneratedRegex("""(?<![\w.:/\\])(?:/|[A-Za-z]:[\\/]|\\\\)(?:[^\s/\\'"<>|:;,()]+[/\\])+(?<name>[^\s/\\'"<>|:;,()]*)""")]
    private static partial Regex Absolute();
}
