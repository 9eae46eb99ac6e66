using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Extensions;
using ArchUnitNET.Loader;

namespace MnistLstm.Engine.Tests.Layout;

/// <summary>Folders are layers: each uses only those that stand before it here, so there are no cycles, and one can be read after the other.</summary>
public class FolderOrderTests
{
    private const string Root = "MnistLstm.Engine";

    private static readonly string[] s_order =
    [
        "Memory",
        "", // the parameters
        "Numerics",
        "Random",
        "Kernels.Simd",
        "Kernels.Products",
        "Kernels.Gradients",
        "Kernels.Cells",
        "Kernels.Elementwise",
        "Kernels.Optimizers",
        "Kernels",
        "Modules.Features",
        "Modules.Recurrence",
        "Modules",
        "Optimizers",
        "Schedulers",
        "Execution",
    ];

    private static readonly Architecture s_engine = new ArchLoader().LoadAssemblies(typeof(EngineVersion).Assembly).Build();

    private static readonly IType[] s_types = [.. s_engine.Types.Where(type => IsOurs(type) && !type.IsCompilerGenerated)];

    [Fact]
    public void A_folder_uses_only_folders_before_it()
    {
        string[] wrong =
        [
            .. from type in s_types
               from used in type.GetTypeDependencies().Where(IsOurs).Distinct()
               where Place(used) > Place(type)
               select $"{type.FullName} uses {used.FullName}",
        ];

        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_folder_has_its_place_in_the_order_and_no_other_has()
    {
        Assert.Equal(s_order.Order(StringComparer.Ordinal), s_types.Select(Folder).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_order_is_held_against_what_methods_do_and_not_their_signatures_alone()
    {
        IType execution = s_types.Single(type => type.FullName == $"{Root}.Execution.ModelExecution");

        Assert.Contains($"{Root}.Modules.CrossEntropy", execution.GetTypeDependencies().Select(type => type.FullName));

        // A generic type's methods too, and what they call on it: the product asks for the panel that comes next.
        IType product = s_types.Single(type => type.Name.StartsWith("ProductVector", StringComparison.Ordinal));
        Assert.Contains($"{Root}.Memory.CacheColumn", product.GetTypeDependencies().Select(type => type.FullName));
    }

    private static bool IsOurs(IType type) => type.Namespace.FullName == Root || type.Namespace.FullName.StartsWith(Root + ".", StringComparison.Ordinal);

    private static string Folder(IType type) => type.Namespace.FullName.Length == Root.Length ? "" : type.Namespace.FullName[(Root.Length + 1)..];

    private static int Place(IType type) => Array.IndexOf(s_order, Folder(type));
}
