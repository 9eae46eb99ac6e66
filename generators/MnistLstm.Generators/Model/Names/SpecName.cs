using System.Collections.Generic;

namespace MnistLstm.Generators.Model.Names;

/// <summary>What a spec is called, in YAML and in C#.</summary>
/// <param name="Path">The file relative to the repository, with slashes: <c>experiments/quick/lstm-128.yaml</c>.</param>
/// <param name="Name">The experiment's name: <c>quick/lstm-128</c>.</param>
/// <param name="Qualifier">The namespace of its folder below that of all specs, with a dot at its end: <c>Quick.</c>; empty for <c>experiments/</c>
/// itself.</param>
/// <param name="ClassName">What its classes' names begin with: <c>Lstm128</c>.</param>
internal sealed record SpecName(string Path, string Name, string Qualifier, string ClassName)
{
    /// <summary>The root namespace of the project that the code is emitted into.</summary>
    public string Root { get; init; } = ProjectNamespace.Default;

    /// <summary>The namespace of its classes: <c>MnistLstm.Experiments.Generated.Quick</c>.</summary>
    public string Namespace => (ProjectNamespace.OfSpecs(Root) + "." + Qualifier).TrimEnd('.');

    /// <summary>The model's class.</summary>
    public string ModelClass => ClassName + "Model";

    /// <summary>The trainer's class.</summary>
    public string TrainerClass => ClassName + "Trainer";

    /// <summary>The class that lists the spec's runs.</summary>
    public string RunsClass => ClassName + "Runs";

    /// <summary>The class that trains the spec's TorchSharp modules. It ends unlike any class of the exact engine, so that no other spec's can be its
    /// namesake.</summary>
    public string TorchTrainingClass => ClassName + "TorchTraining";

    /// <summary>The record of what a family's runs differ in.</summary>
    public string VariantRecord => ClassName + "Variant";

    /// <summary>The TorchSharp module beside a model class: <c>Lstm128TorchModule</c> for <c>Lstm128Model</c>.</summary>
    public static string TorchModuleClass(string modelClass) => modelClass.Substring(0, modelClass.Length - "Model".Length) + "TorchModule";

    /// <summary>The folders' namespaces from the outermost to the spec's own: <c>Quick</c>, <c>Quick.Deep</c>.</summary>
    public IEnumerable<string> FolderNamespaces()
    {
        string qualifier = Qualifier;
        for (int dot = qualifier.IndexOf('.'); dot >= 0; dot = qualifier.IndexOf('.', dot + 1))
        {
            yield return qualifier.Substring(0, dot);
        }
    }
}
