using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using MnistLstm.Generators.Diagnostics;

namespace MnistLstm.Generators.Model;

/// <summary>What all specs together decide: which of them have a class of their own, in which order, and which type names their folders hide.</summary>
/// <param name="Emitted">The specs that code is emitted for, by ordinal name.</param>
/// <param name="Rejected">Paths of specs whose names are taken already.</param>
/// <param name="FolderNames">The last parts of the folders' namespaces: inside the root namespace each hides a type of the same name.</param>
/// <param name="Diagnostics">The errors about names.</param>
internal sealed record CatalogLayout(
    EquatableArray<SpecName> Emitted,
    EquatableArray<string> Rejected,
    EquatableArray<string> FolderNames,
    EquatableArray<DiagnosticInfo> Diagnostics)
{
    /// <summary>The class that lists all runs.</summary>
    public const string CatalogClass = "ExperimentCatalog";

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
            string fullName = spec.Name.Qualifier + spec.Name.ClassName;
            if (classes.TryGetValue(fullName, out SpecName? first))
            {
                diagnostics.Add(At(spec, DiagnosticDescriptors.SameClass, spec.Name.Path, first.Path, $"'{spec.Name.ModelClass}'"));
                rejected.Add(spec.Name.Path);
                continue;
            }

            classes.Add(fullName, spec.Name);
            if (Clash(spec.Name, folders) is { } clash)
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
        string[] folderNames = folders.Keys.Select(folder => folder.Substring(folder.LastIndexOf('.') + 1)).Distinct().OrderBy(name => name, StringComparer.Ordinal).ToArray();
        return new CatalogLayout(new(emitted), new(rejected), new(folderNames), new(diagnostics));
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

    private static string? Clash(SpecName name, Dictionary<string, SpecName> folders)
    {
        foreach (string type in (string[])[name.ModelClass, name.TrainerClass, name.RunsClass])
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
