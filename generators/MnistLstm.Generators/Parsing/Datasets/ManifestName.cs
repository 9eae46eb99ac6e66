using System;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Parsing.Names;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Generators.Parsing.Datasets;

/// <summary>What a manifest's data set is called, in YAML and in C#.</summary>
/// <param name="Name">The name: <c>har</c>.</param>
/// <param name="ClassName">The class: <c>Har</c>.</param>
internal sealed record ManifestName(string Name, string ClassName)
{
    /// <summary>The names, or null where the file's name breaks a rule, which is reported.</summary>
    /// <param name="path">The file relative to the repository, with slashes.</param>
    /// <param name="diagnostics">Takes the errors.</param>
    public static ManifestName? Of(string path, DiagnosticBag diagnostics)
    {
        if (!path.EndsWith(ManifestKeys.Ending, StringComparison.Ordinal))
        {
            int dot = path.LastIndexOf('.');
            diagnostics.ReportFile(DiagnosticDescriptors.WrongEnding, path, path.Substring(0, dot) + ManifestKeys.Ending);
            return null;
        }

        string name = path.Substring(ManifestKeys.Folder.Length, path.Length - ManifestKeys.Folder.Length - ManifestKeys.Ending.Length);
        if (DatasetNameRules.Fault(name) is { } fault)
        {
            diagnostics.ReportFile(DiagnosticDescriptors.BadDatasetName, path, fault);
            return null;
        }

        return new ManifestName(name, NameRules.Identifier(name));
    }
}
