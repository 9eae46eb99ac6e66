using System.Collections.Generic;
using System.Linq;
using MnistLstm.Generators.Language;
using MnistLstm.Generators.Model.Names;
using MnistLstm.Generators.Model.Specs;
using MnistLstm.Training.Networks;

namespace MnistLstm.Generators.Emission;

/// <summary>The source of a spec's <c>torch.nn.Module</c> and its trainer. It is compiled where TorchSharp is, and can be looked at everywhere.</summary>
internal static class TorchCodeEmitter
{
    private static readonly string[] s_moduleUsings = ["TorchSharp", "TorchSharp.Modules", "static TorchSharp.torch"];
    private static readonly string[] s_trainingUsings =
        ["System.Collections.Generic", CodeEmitter.Schedulers, "MnistLstm.TorchSharp", "MnistLstm.Training", "MnistLstm.Training.Data"];

    // By an alias: the engine's modules are namesakes of TorchSharp's.
    private const string ModelUsing = "SequenceClassifier = MnistLstm.Engine.Modules.SequenceClassifier";

    /// <summary>Emits the file that is compiled.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="folderNames">The type names that folders hide.</param>
    /// <param name="trains">Whether the trainer can be compiled, too.</param>
    public static string Emit(ExperimentSpec spec, EquatableArray<string> folderNames, bool trains)
    {
        IEnumerable<string> classes = Modules(spec, folderNames);
        if (trains)
        {
            classes = classes.Append(Training(spec, folderNames));
            classes = spec.Family is { Shapes.Count: > 1 } ? classes.Append(Variant(spec, folderNames)) : classes;
        }

        return Header(spec, trains) + string.Join("\n", classes);
    }

    /// <summary>How the file begins.</summary>
    public static string Header(ExperimentSpec spec, bool trains = true)
    {
        SourceWriter writer = new();
        IEnumerable<string> training = s_trainingUsings.Where(used => used != CodeEmitter.Schedulers || SchedulerEmitter.IsUsed(spec));
        IEnumerable<string> usings = trains ? training.Concat(s_moduleUsings).Append(ModelUsing) : s_moduleUsings;
        FileHeader.Write(writer, spec.Name.Path, spec.Name.Namespace, trains && spec.Family is not null ? usings.Prepend("System") : usings);
        return writer.ToString();
    }

    /// <summary>The module classes, one for each shape.</summary>
    public static IReadOnlyList<string> Modules(ExperimentSpec spec, EquatableArray<string> folderNames)
    {
        TypeNames types = new(folderNames);
        return spec.Models.Select(model =>
        {
            SourceWriter writer = new();
            TorchModuleEmitter.Write(writer, spec.Name.Path, SpecName.TorchModuleClass(model.Class), model.Network, types);
            return writer.ToString();
        }).ToArray();
    }

    /// <summary>The trainer class.</summary>
    public static string Training(ExperimentSpec spec, EquatableArray<string> folderNames)
    {
        SourceWriter writer = new();
        TorchTrainingEmitter.Write(writer, spec, new TypeNames(folderNames));
        return writer.ToString();
    }

    private static string Variant(ExperimentSpec spec, EquatableArray<string> folderNames)
    {
        SourceWriter writer = new();
        TorchTrainingEmitter.WriteVariant(writer, spec.Name, spec.Family!, new TypeNames(folderNames));
        return writer.ToString();
    }
}
