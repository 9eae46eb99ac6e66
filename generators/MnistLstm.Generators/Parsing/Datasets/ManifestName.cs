using System;
using System.Collections.Generic;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Parsing.Names;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Generators.Parsing.Datasets;

/// <summary>What a manifest's data set is called, in YAML and in C#.</summary>
/// <param name="Name">The name: <c>har</c>.</param>
/// <param name="ClassName">The class: <c>Har</c>.</param>
internal sealed record ManifestName(string Name, string ClassName)
{
    // The members that the class has itself, and what stands beside it in its namespace.
    private static readonly HashSet<string> s_taken = ["Class", "Classes", "Definition", "Features", "Generated", "Program", "Steps", "Tests", "TestSamples", "TrainSamples"];

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
        string? fault = name.IndexOf('/') >= 0 ? "a manifest lies in datasets/ itself, not in a folder below"
            : NameRules.SegmentFault(name)
            ?? (DatasetCatalog.Find(name) is not null ? $"'{name}' is a data set of the program's own; choose another name"
                : s_taken.Contains(NameRules.Identifier(name)) ? $"its class would be '{NameRules.Identifier(name)}', which has another meaning; choose another name"
                : null);
        if (fault is not null)
        {
            diagnostics.ReportFile(DiagnosticDescriptors.BadDatasetName, path, fault);
            return null;
        }

        if (NameRules.TooLong(name) is { } bytes)
        {
            diagnostics.ReportFile(DiagnosticDescriptors.NameTooLong, name, bytes, $"{NameRules.LongestName}");
            return null;
        }

        return new ManifestName(name, NameRules.Identifier(name));
    }
}
