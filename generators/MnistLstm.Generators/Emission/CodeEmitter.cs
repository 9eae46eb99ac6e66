using MnistLstm.Generators.Model;

namespace MnistLstm.Generators.Emission;

/// <summary>The source of a spec's model and trainer: one file, and nothing in it that a comment in the YAML could change.</summary>
internal static class CodeEmitter
{
    private static readonly string[] s_usings =
    [
        "MnistLstm.Engine",
        "MnistLstm.Engine.Modules",
        "MnistLstm.Engine.Optimizers",
        "MnistLstm.Training",
        "MnistLstm.Training.Data",
    ];

    /// <summary>Emits the file.</summary>
    public static string Emit(ExperimentSpec spec, EquatableArray<string> folderNames)
    {
        TypeNames types = new(folderNames);
        SourceWriter writer = new();
        FileHeader.Write(writer, spec.Name.Path, spec.Name.Namespace, s_usings);
        ModelEmitter.Write(writer, spec.Name, spec.Shape, types);
        writer.Line();
        TrainerEmitter.Write(writer, spec, types);
        return writer.ToString();
    }
}
