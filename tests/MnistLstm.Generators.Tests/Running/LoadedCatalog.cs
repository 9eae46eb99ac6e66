using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;
using MnistLstm.Training;

namespace MnistLstm.Generators.Tests.Running;

/// <summary>Compiles emitted code and reads its catalog.</summary>
public static class LoadedCatalog
{
    /// <summary>The catalog's rows. Any warning or error in the emitted code fails the test.</summary>
    public static IReadOnlyList<RunSpec> Runs(GeneratorRun run)
    {
        Assert.Empty(run.Errors);
        Compilation compilation = run.Compile();
        using MemoryStream assembly = new();
        using MemoryStream documentation = new();
        EmitResult emitted = compilation.Emit(assembly, xmlDocumentationStream: documentation);
        Assert.Empty(emitted.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning));
        Assert.True(emitted.Success);
        assembly.Position = 0;
        AssemblyLoadContext context = new("emitted", isCollectible: true);
        context.Resolving += (_, name) => AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(loaded => loaded.GetName().Name == name.Name);
        Type catalog = context.LoadFromStream(assembly).GetType("MnistLstm.Experiments.Generated.ExperimentCatalog", throwOnError: true)!;
        return (IReadOnlyList<RunSpec>)catalog.GetProperty("Runs", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
    }
}
