using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace MnistLstm.Generators.Tests.Layers;

/// <summary>The generator's folders, in the order in which the data passes: a folder uses only those before it.</summary>
public class LayerTests
{
    private const string Root = "MnistLstm.Generators";

    private static readonly string[] s_layers =
    [
        "Language", "Diagnostics",
        "Model.Names", "Model.Datasets", "Model.Networks", "Model.Training", "Model.Families", "Model.Specs", "Model.Hooks", "Model.Catalog",
        "Parsing.Text", "Parsing.Yaml", "Parsing.Keys", "Parsing.Values", "Parsing.Names", "Parsing.Datasets", "Parsing.Models", "Parsing.Families", "Parsing.Hooks", "Parsing",
        "Emission",
        "",
    ];

    private static readonly Architecture s_compiled = new ArchLoader().LoadAssemblies(typeof(ExperimentGenerator).Assembly).Build();

    [Fact]
    public void A_folder_uses_only_the_folders_before_it()
    {
        IEnumerable<string> against = from type in Own()
                                      from dependency in type.Dependencies
                                      where IsOwn(dependency.Target) && Place(dependency.Target) > Place(type)
                                      select $"{type.FullName} uses {dependency.Target.FullName}";
        Assert.Empty(against.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_folder_has_its_place_in_the_order() => Assert.Equal(s_layers.Order(StringComparer.Ordinal), Own().Select(Folder).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void The_compiled_types_say_what_they_use() =>
        Assert.Contains(Own().Single(type => type.Name == "SpecParser").Dependencies, dependency => dependency.Target.Name == "YamlReader");

    private static IEnumerable<IType> Own() => s_compiled.Types.Where(IsOwn);

    private static bool IsOwn(IType type) => Space(type) == Root || Space(type).StartsWith(Root + ".", StringComparison.Ordinal);

    private static int Place(IType type) => Array.IndexOf(s_layers, Folder(type));

    private static string Folder(IType type) => Space(type)[Root.Length..].TrimStart('.');

    private static string Space(IType type) => type.Namespace?.FullName ?? "";
}
