using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace MnistLstm.Runner.Tests.Layers;

/// <summary>The runner's folders in their order: one uses only those before it, so each can be read without the later ones.</summary>
public sealed class LayerTests
{
    private const string Root = "MnistLstm.Runner";

    private static readonly string[] s_layers =
    [
        "Storage", "Engines", "Results", "Snapshots", "Runs", "Selection", "Sweeps",
        "Export.PyTorch", "Export",
        "Traces.Content", "Traces.Files", "Traces.Comparing", "Traces.Live",
        "Bench", "Predictions", "Authoring", "Completion", "Imports.Formats", "Imports",
        "Reports.Writing", "Reports.Tables", "Reports.Charts", "Reports.Formats", "Reports.Progress", "Reports.Views", "Reports.Bench",
        "Cli.Hosting", "Cli.Options", "Cli.Verbs", "Cli",
        "",
    ];

    private static readonly Architecture s_compiled = new ArchLoader().LoadAssemblies(typeof(ExperimentApp).Assembly).Build();

    [Fact]
    public void A_folder_uses_only_the_folders_before_it()
    {
        IEnumerable<string> against = from type in Own()
                                      from dependency in type.Dependencies
                                      where dependency.Target is not GenericParameter && IsOwn(dependency.Target) && Place(dependency.Target) > Place(type)
                                      select $"{type.FullName} uses {dependency.Target.FullName}";
        Assert.Empty(against.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_folder_has_its_place_in_the_order() =>
        Assert.Equal(s_layers.Order(StringComparer.Ordinal), Own().Select(Folder).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void The_compiled_types_say_what_they_use() =>
        Assert.Contains(Own().Single(type => type.Name == "RunExecutor").Dependencies, dependency => dependency.Target.Name == "SnapshotStore");

    private static IEnumerable<IType> Own() => s_compiled.Types.Where(IsOwn);

    private static bool IsOwn(IType type) => Space(type) == Root || Space(type).StartsWith(Root + ".", StringComparison.Ordinal);

    private static int Place(IType type) => Array.IndexOf(s_layers, Folder(type));

    private static string Folder(IType type) => Space(type)[Root.Length..].TrimStart('.');

    private static string Space(IType type) => type.Namespace?.FullName ?? "";
}
