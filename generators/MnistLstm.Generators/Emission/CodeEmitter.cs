using System.Collections.Generic;
using System.Linq;
using MnistLstm.Generators.Language;
using MnistLstm.Generators.Model.Specs;
using MnistLstm.Training.Networks;

namespace MnistLstm.Generators.Emission;

/// <summary>The source of a spec's models and trainer: one file, and nothing in it that a comment in the YAML could change.</summary>
internal static class CodeEmitter
{
    internal const string Schedulers = "MnistLstm.Engine.Schedulers";

    internal const string Settings = "MnistLstm.Training.Settings";

    private static readonly string[] s_usings =
    [
        "MnistLstm.Engine",
        "MnistLstm.Engine.Modules",
        "MnistLstm.Engine.Optimizers",
        InitialValuesEmitter.Namespace,
        Schedulers,
        "MnistLstm.Training",
        "MnistLstm.Training.Data",
        Settings,
    ];

    /// <summary>Emits the file.</summary>
    public static string Emit(ExperimentSpec spec, EquatableArray<string> folderNames)
    {
        IEnumerable<string> classes = [.. Models(spec, folderNames), Trainer(spec, folderNames)];
        return Header(spec) + string.Join("\n", spec.Family is null ? classes : classes.Append(Variant(spec, folderNames)));
    }

    /// <summary>How the file begins.</summary>
    public static string Header(ExperimentSpec spec)
    {
        SourceWriter writer = new();
        IEnumerable<string> usings = s_usings.Where(used => used switch
        {
            Schedulers => SchedulerEmitter.IsUsed(spec),
            Settings => TrainerEmitter.NamesLoss(spec),
            InitialValuesEmitter.Namespace => spec.Models.Any(model => model.Network.Initialization is not null),
            _ => true,
        });
        FileHeader.Write(writer, spec.Name.Path, spec.Name.Namespace, spec.Family is null ? usings : ["System", .. usings]);
        return writer.ToString();
    }

    /// <summary>The model classes, one for each shape.</summary>
    public static IReadOnlyList<string> Models(ExperimentSpec spec, EquatableArray<string> folderNames)
    {
        TypeNames types = new(folderNames);
        return spec.Models.Select(model =>
        {
            SourceWriter writer = new();
            ModelEmitter.Write(writer, spec.Name.Path, model.Class, model.Network, types);
            return writer.ToString();
        }).ToArray();
    }

    /// <summary>The trainer class. That of a family does not depend on which values its runs have, only on which keys they differ in.</summary>
    public static string Trainer(ExperimentSpec spec, EquatableArray<string> folderNames)
    {
        SourceWriter writer = new();
        TrainerEmitter.Write(writer, spec, new TypeNames(folderNames));
        return writer.ToString();
    }

    private static string Variant(ExperimentSpec spec, EquatableArray<string> folderNames)
    {
        SourceWriter writer = new();
        VariantEmitter.Write(writer, spec.Name, spec.Family!, new TypeNames(folderNames));
        return writer.ToString();
    }
}
