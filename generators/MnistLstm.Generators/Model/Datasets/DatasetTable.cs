using System.Collections.Generic;
using System.Linq;
using MnistLstm.Generators.Language;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Generators.Model.Datasets;

/// <summary>The data sets that a spec can name.</summary>
/// <param name="Own">Those of manifests, by ordinal name; a broken manifest's name is known, and nothing else of it.</param>
internal sealed record DatasetTable(EquatableArray<NamedDataset> Own)
{
    private static readonly DatasetFacts[] s_builtIn = DatasetCatalog.All.Select(DatasetFacts.Of).ToArray();

    /// <summary>The program's own alone.</summary>
    public static readonly DatasetTable BuiltIn = new(EquatableArray<NamedDataset>.Empty);

    /// <summary>All names, the program's own first.</summary>
    public IReadOnlyList<string> Names => s_builtIn.Select(set => set.Name).Concat(Own.Select(set => set.Name)).ToArray();

    /// <summary>What is known of a data set; null for one that there is not, and for one whose manifest is broken.</summary>
    public DatasetFacts? Find(string name) => s_builtIn.FirstOrDefault(set => set.Name == name) ?? Own.FirstOrDefault(set => set.Name == name)?.Facts;
}

/// <summary>A data set of a manifest.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Facts">What specs are checked against; null when its manifest is broken.</param>
internal sealed record NamedDataset(string Name, DatasetFacts? Facts);
