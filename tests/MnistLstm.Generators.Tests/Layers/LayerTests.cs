using MnistLstm.Tests.Layers;

namespace MnistLstm.Generators.Tests.Layers;

/// <summary>The generator's folders, in the order in which the data passes.</summary>
public sealed class LayerTests() : LayerRules(
    typeof(ExperimentGenerator).Assembly,
    "generators/MnistLstm.Generators",
    [
        "Language", "Diagnostics",
        "Model.Names", "Model.Datasets", "Model.Networks", "Model.Training", "Model.Families", "Model.Specs", "Model.Hooks", "Model.Catalog",
        "Parsing.Text", "Parsing.Yaml", "Parsing.Keys", "Parsing.Values", "Parsing.Names", "Parsing.Datasets", "Parsing.Models", "Parsing.Families",
        "Parsing.Hooks", "Parsing",
        "Emission",
        "",
    ],
    ("SpecParser", "YamlReader"))
{
    // What the compiler looks for stands in the framework's namespace; what stands for TorchSharp, in that one's.
    protected override bool IsForeign(string part) => base.IsForeign(part) || part is "IsExternalInit.cs" or "TorchSharp";
}
