using System.Collections.Generic;
using System.IO;
using Microsoft.CodeAnalysis;
using MnistLstm.Generators.Model.Training;

namespace MnistLstm.Generators.Parsing.Names;

/// <summary>What a project references, from its references alone: the compilation is another one after every keystroke.</summary>
internal static class ReferenceReader
{
    private const string TorchSharp = "TorchSharp";
    private const string Engine = "MnistLstm.TorchSharp";
    private const string Runner = "MnistLstm.Runner";

    /// <summary>The name of a referenced assembly that emitted code depends on; empty for any other.</summary>
    public static string Name(MetadataReference reference)
    {
        string name = reference is CompilationReference project ? project.Compilation.AssemblyName ?? ""
            : reference is PortableExecutableReference { FilePath: { } file } ? Path.GetFileNameWithoutExtension(file)
            : "";
        return name is TorchSharp or Engine or Runner ? name : "";
    }

    /// <summary>What the names come to.</summary>
    public static ProjectReferences Of(IEnumerable<string> names)
    {
        HashSet<string> all = [.. names];
        TorchReference torch = !all.Contains(TorchSharp) ? TorchReference.None : all.Contains(Engine) ? TorchReference.Engine : TorchReference.Library;
        return new ProjectReferences(all.Contains(Runner), torch);
    }
}
