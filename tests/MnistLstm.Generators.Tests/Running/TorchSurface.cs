using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MnistLstm.Generators.Tests.Running;

/// <summary>
/// TorchSharp as far as a build without its package knows it: assemblies compiled from the declarations in <c>TorchSharp/Surface.cs</c> and from
/// <c>src/MnistLstm.TorchSharp</c>, to compile emitted code against.
/// </summary>
public static class TorchSurface
{
    private const string ImplicitUsings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";
    private static readonly Lazy<MetadataReference> s_library = new(() => Reference("TorchSharp", [], Source("Surface.cs")));
    private static readonly Lazy<MetadataReference> s_engine = new(() => Reference("MnistLstm.TorchSharp", [Library], [ImplicitUsings, .. EngineSources()]));

    /// <summary>TorchSharp.</summary>
    public static MetadataReference Library => s_library.Value;

    /// <summary>The second engine. Any warning or error in its sources fails the test.</summary>
    public static MetadataReference Engine => s_engine.Value;

    /// <summary>Runs the generator where both are referenced.</summary>
    public static GeneratorRun Of(params SpecText[] specs) => GeneratorRun.Of(specs, [], moreReferences: [Library, Engine]);

    /// <summary>The sources of the second engine.</summary>
    public static IReadOnlyList<string> EngineSources() =>
        [.. Directory.GetFiles(Path.Combine(Folder, "Engine"), "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "TorchSharp");

    private static string Source(string name) => File.ReadAllText(Path.Combine(Folder, name));

    private static PortableExecutableReference Reference(string assembly, IEnumerable<MetadataReference> more, params string[] sources)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            assembly,
            sources.Select(source => CSharpSyntaxTree.ParseText(source, GeneratorRun.ParseOptions)),
            GeneratorRun.BaseReferences.AddRange(more),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning));
        using MemoryStream stream = new();
        Assert.True(compilation.Emit(stream).Success);
        return MetadataReference.CreateFromImage(stream.ToArray());
    }
}
