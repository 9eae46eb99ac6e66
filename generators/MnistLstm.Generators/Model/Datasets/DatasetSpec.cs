using MnistLstm.Generators.Language;

namespace MnistLstm.Generators.Model.Datasets;

/// <summary>A valid manifest.</summary>
/// <param name="Facts">What specs are checked against.</param>
/// <param name="IsFloat">Whether values are floats; else bytes.</param>
/// <param name="Sha256">The files' hashes: train inputs, train labels, test inputs, test labels.</param>
/// <param name="Description">What it is; empty where nothing is said.</param>
/// <param name="Origin">Where it is from.</param>
/// <param name="Licence">The terms it may be used under.</param>
internal sealed record DatasetSpec(DatasetFacts Facts, bool IsFloat, EquatableArray<string> Sha256, string Description, string Origin, string Licence)
{
    /// <summary>Its name.</summary>
    public string Name => Facts.Name;

    /// <summary>The class, as code anywhere calls it. It is emitted above the specs' namespaces, so that a folder of specs may be called like the
    /// data.</summary>
    /// <param name="root">The project's root namespace.</param>
    /// <param name="className">The class's name.</param>
    public static string Reference(string root, string className) => $"global::{root}.{className}";
}
