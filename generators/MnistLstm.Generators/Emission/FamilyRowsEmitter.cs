using System.Collections.Generic;
using System.Linq;
using MnistLstm.Generators.Language;
using MnistLstm.Generators.Model.Families;
using MnistLstm.Generators.Model.Hooks;
using MnistLstm.Generators.Model.Names;
using MnistLstm.Generators.Model.Specs;

namespace MnistLstm.Generators.Emission;

/// <summary>Writes the rows of a family: what its runs share once, and then one short line a run.</summary>
internal static class FamilyRowsEmitter
{
    /// <summary>Writes the class's members.</summary>
    public static void Write(SourceWriter writer, ExperimentSpec spec, SpecOrigin origin, SpecHooks? hooks, TypeNames types, EquatableArray<string> folderNames,
        bool trainsTorch)
    {
        FamilySpec family = spec.Family!;
        string header = CodeEmitter.Header(spec);
        string trainer = CodeEmitter.Trainer(spec, folderNames);
        IReadOnlyList<string> models = CodeEmitter.Models(spec, folderNames);
        IReadOnlyList<string> modules = TorchCodeEmitter.Modules(spec, folderNames);
        writer.Line("// Fields come before the list that is made from them: they are initialised in the order of the text.");
        writer.Line($"private static readonly {types.RunFamily} s_family = new()");
        writer.Open();
        RowsEmitter.WriteOrigin(writer, spec, origin, hooks, types, codeSha256: null);
        writer.Close("};");
        writer.Line();
        int modulesFrom = 4 + models.Count;
        for (int i = 0; i < models.Count; i++)
        {
            // A run's code is its own model and the trainer, so that another run's value changes no hash but its own.
            string code = header + models[i] + "\n" + trainer;
            writer.Line($"private static readonly {types.FamilyNetwork} {Field(family, i)} = new(");
            writer.Line($"    {NetworkEmitter.Expression(family.Shapes[i].Network, types)},");
            writer.Line($"    \"{CodeHash.Of(code)}\",");
            writer.Line($"    static () => {types.PackedCode}.Unpack(Code, 0, {4 + i}, 1),");
            writer.Line($"    static () => {types.PackedCode}.Unpack(Code, 2, {modulesFrom + i}, 3));");
            writer.Line();
        }

        WriteRuns(writer, spec, origin, types, trainsTorch);
        string[] shared = [header, trainer, TorchCodeEmitter.Header(spec), TorchCodeEmitter.Training(spec, folderNames)];
        RowsEmitter.WriteCode(writer, types, "How the source begins, the trainer, the same two for TorchSharp; the models, and the modules for TorchSharp.",
            shared.Concat(models.Concat(modules).Select(text => text + "\n")));
    }

    private static void WriteRuns(SourceWriter writer, ExperimentSpec spec, SpecOrigin origin, TypeNames types, bool trainsTorch)
    {
        FamilySpec family = spec.Family!;
        string createModel = family.Shapes.Count > 1 ? "variant.CreateModel" : $"static () => new {family.Shapes[0].ModelClass}()";
        bool steps = SchedulerEmitter.CountsSteps(spec);
        string scheduler = SchedulerEmitter.IsUsed(spec) && !steps ? $", () => {spec.Name.TrainerClass}.Schedule(variant)" : "";
        writer.Line("/// <summary>In the order of the expansion.</summary>");
        writer.Line($"internal static {types.ReadOnlyList}<{types.RunSpec}> All {{ get; }} =");
        writer.Open("[");
        for (int i = 0; i < family.Runs.Count; i++)
        {
            FamilyRun run = family.Runs[i];
            writer.Line($"Run({Field(family, run.Shape)}, \"{run.Values}\", [{origin.RunLines[i]}], new({run.Arguments})),");
        }

        writer.Close("];");
        writer.Line();
        writer.Line($"private static {types.RunSpec} Run({types.FamilyNetwork} model, string values, int[] lines, {spec.Name.VariantRecord} variant) =>");
        string torch = trainsTorch ? $", createTorchTrainer: (data, options) => new {spec.Name.TorchTrainingClass}(data, variant, options)" : "";
        string stepped = steps ? $", createStepScheduler: stepsPerEpoch => {spec.Name.TrainerClass}.Schedule(variant, stepsPerEpoch)" : "";
        writer.Line($"    s_family.Run(model, values, lines, {createModel}, (data, options) => new {spec.Name.TrainerClass}(data, variant, "
            + $"options){scheduler}{torch}{stepped});");
        writer.Line();
    }

    private static string Field(FamilySpec family,
        int shape) => "s_" + char.ToLowerInvariant(family.Shapes[shape].ModelClass[0]) + family.Shapes[shape].ModelClass.Substring(1);
}
