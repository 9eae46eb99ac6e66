using System;
using System.Collections.Generic;
using System.Linq;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Language;

namespace MnistLstm.Generators.Model.Datasets;

/// <summary>What all manifests together decide.</summary>
/// <param name="Emitted">Those that a class is emitted for, by ordinal name.</param>
/// <param name="Table">What specs can name.</param>
/// <param name="Diagnostics">All errors of the manifests.</param>
internal sealed record DatasetLayout(EquatableArray<DatasetSpec> Emitted, DatasetTable Table, EquatableArray<DiagnosticInfo> Diagnostics)
{
    /// <summary>Lays out the manifests, whatever order they come in.</summary>
    public static DatasetLayout Of(IEnumerable<ParsedManifest> manifests)
    {
        Dictionary<string, string> classes = new(StringComparer.Ordinal);
        List<DatasetSpec> emitted = [];
        List<NamedDataset> named = [];
        ParsedManifest[] all = manifests.OrderBy(manifest => manifest.FullPath, StringComparer.Ordinal).ToArray();
        List<DiagnosticInfo> diagnostics = all.SelectMany(manifest => manifest.Diagnostics).ToList();
        foreach (ParsedManifest manifest in all.Where(manifest => manifest.Name is not null).OrderBy(manifest => manifest.Name, StringComparer.Ordinal))
        {
            string name = manifest.Name!;
            if (classes.TryGetValue(manifest.ClassName!, out string? taken))
            {
                EquatableArray<string> arguments = new([$"datasets/{taken}.yaml", $"datasets/{name}.yaml", $"'{manifest.ClassName}'"]);
                diagnostics.Add(new DiagnosticInfo(DiagnosticDescriptors.SameClass.Id, manifest.FullPath, default, default, arguments));
                named.Add(new NamedDataset(name, null));
                continue;
            }

            classes.Add(manifest.ClassName!, name);
            named.Add(new NamedDataset(name, manifest.Spec?.Facts));
            if (manifest.Spec is not null)
            {
                emitted.Add(manifest.Spec);
            }
        }

        return new DatasetLayout(new(emitted), new DatasetTable(new(named)), new(diagnostics));
    }
}
