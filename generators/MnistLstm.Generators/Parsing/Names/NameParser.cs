using System;
using System.Globalization;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Model.Names;

namespace MnistLstm.Generators.Parsing.Names;

/// <summary>Derives an experiment's names from its file's path, which must follow the naming rules.</summary>
internal static class NameParser
{
    /// <summary>Derives the names, or reports why not and returns null.</summary>
    /// <param name="path">The file relative to the repository, with slashes.</param>
    /// <param name="diagnostics">Takes the errors.</param>
    public static SpecName? Parse(string path, DiagnosticBag diagnostics)
    {
        if (!path.EndsWith(NameRules.Ending, StringComparison.Ordinal))
        {
            int dot = path.LastIndexOf('.');
            string renamed = dot > path.LastIndexOf('/') ? path.Substring(0, dot) + NameRules.Ending : path + NameRules.Ending;
            diagnostics.ReportFile(DiagnosticDescriptors.WrongEnding, path, renamed);
            return null;
        }

        string relative = path.StartsWith(NameRules.Folder, StringComparison.Ordinal) ? path.Substring(NameRules.Folder.Length) : path;
        string name = relative.Substring(0, relative.Length - NameRules.Ending.Length);
        if (NameRules.SegmentFault(name) is { } fault)
        {
            diagnostics.ReportFile(DiagnosticDescriptors.BadFileName, path, fault);
            return null;
        }

        if (NameRules.TooLong(name) is { } bytes)
        {
            diagnostics.ReportFile(DiagnosticDescriptors.NameTooLong, name, bytes, NameRules.LongestName.ToString(CultureInfo.InvariantCulture));
            return null;
        }

        return NameRules.NamesOf(path, name);
    }
}
