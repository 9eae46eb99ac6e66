using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Language;
using MnistLstm.Generators.Model.Names;

namespace MnistLstm.Generators.Model.Catalog;

/// <summary>What all specs together decide: which of them have a class of their own, in which order, and which type names their folders hide.</summary>
/// <param name="Emitted">The specs that code is emitted for, by ordinal name.</param>
/// <param name="Rejected">Paths of specs whose names are taken already.</param>
/// <param name="FolderNames">The last parts of the folders' namespaces: inside the root namespace each hides a type of the same name.</param>
/// <param name="RunNames">The full names of all runs, in the catalog's order.</param>
/// <param name="Diagnostics">The errors about names.</param>
internal sealed record CatalogLayout(
    EquatableArray<SpecName> Emitted,
    EquatableArray<string> Rejected,
    EquatableArray<string> FolderNames,
    EquatableArray<string> RunNames,
    EquatableArray<DiagnosticInfo> Diagnostics)
{
    /// <summary>The class that lists all runs.</summary>
    public const string CatalogClass = "ExperimentCatalog";

    /// <summary>Its table of keys and defaults.</summary>
    public const string TableProperty = "Keys";

    /// <summary>Lays out the specs, whatever order they come in.</summary>
    public static CatalogLayout Of(IEnumerable<NamedSpec> specs)
    {
        NamedSpec[] sorted = specs.OrderBy(spec => spec.Name.Name, StringComparer.Ordinal).ToArray();
        Dictionary<string, SpecName> folders = Folders(sorted);
        Dictionary<string, SpecName> classes = new(StringComparer.Ordinal);
        List<SpecName> emitted = [];
        List<string> rejected = [];
        List<DiagnosticInfo> diagnostics = [];
        foreach (NamedSpec spec in sorted)
        {
            if (spec.Types.FirstOrDefault(type => classes.ContainsKey(spec.Name.Qualifier + type)) is { } taken)
            {
                diagnostics.Add(At(spec, DiagnosticDescriptors.SameClass, spec.Name.Path, classes[spec.Name.Qualifier + taken].Path, $"'{taken}'"));
                rejected.Add(spec.Name.Path);
                continue;
            }

            foreach (string type in spec.Types)
            {
                classes.Add(spec.Name.Qualifier + type, spec.Name);
            }

            if (Clash(spec, folders) is { } clash)
            {
                diagnostics.Add(At(spec, DiagnosticDescriptors.NamespaceClash, spec.Name.Path, clash));
                rejected.Add(spec.Name.Path);
            }
            else if (spec.IsValid)
            {
                emitted.Add(spec.Name);
            }
        }

        // A file that is handed over twice is rejected under its one path.
        emitted.RemoveAll(name => rejected.Contains(name.Path));
        string[] folderNames =
            folders.Keys.Select(folder => folder.Substring(folder.LastIndexOf('.') + 1)).Distinct().OrderBy(name => name, StringComparer.Ordinal).ToArray();
        IEnumerable<string> runs = sorted.Where(spec => spec.IsValid && !rejected.Contains(spec.Name.Path)).SelectMany(spec => spec.Runs);
        return new CatalogLayout(new(emitted), new(rejected), new(folderNames), new(runs), new(diagnostics));
    }

    private static Dictionary<string, SpecName> Folders(IEnumerable<NamedSpec> specs)
    {
        Dictionary<string, SpecName> folders = new(StringComparer.Ordinal);
        foreach (NamedSpec spec in specs)
        {
            foreach (string folder in spec.Name.FolderNamespaces().Where(folder => !folders.ContainsKey(folder)))
            {
                folders.Add(folder, spec.Name);
            }
        }

        return folders;
    }

    private static string? Clash(NamedSpec spec, Dictionary<string, SpecName> folders)
    {
        SpecName name = spec.Name;
        foreach (string type in spec.Types)
        {
            if (folders.TryGetValue(name.Qualifier + type, out SpecName? other))
            {
                return $"its class '{type}' is named like the namespace that the folder of '{other.Path}' gives";
            }
        }

        return name.FolderNamespaces().FirstOrDefault() == CatalogClass ? $"its folder's namespace is named like the class '{CatalogClass}'" : null;
    }

    private static DiagnosticInfo At(NamedSpec spec, DiagnosticDescriptor descriptor, params string[] arguments) =>
        new(descriptor.Id, spec.FullPath, default, default, new EquatableArray<string>(arguments));
}
