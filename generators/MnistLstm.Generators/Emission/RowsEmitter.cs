using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using MnistLstm.Generators.Language;
using MnistLstm.Generators.Model.Catalog;
using MnistLstm.Generators.Model.Datasets;
using MnistLstm.Generators.Model.Hooks;
using MnistLstm.Generators.Model.Specs;
using MnistLstm.Generators.Model.Training;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Generators.Emission;

/// <summary>Writes a spec's rows of the catalog, in a file apart from its classes: line numbers and the YAML's hash change with every comment.</summary>
internal static class RowsEmitter
{
    private static readonly string[] s_usings =
        ["System", "System.Collections.Generic", "MnistLstm.Training", "MnistLstm.Training.Networks", CodeEmitter.Settings];

    /// <summary>Emits the file.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="origin">Its lines and texts.</param>
    /// <param name="hooks">What is written by hand for its trainer; null for nothing.</param>
    /// <param name="folderNames">The type names that folders hide.</param>
    /// <param name="trainsTorch">Whether the TorchSharp trainer is compiled, too.</param>
    public static string Emit(ExperimentSpec spec, SpecOrigin origin, SpecHooks? hooks, EquatableArray<string> folderNames, bool trainsTorch = false)
    {
        TypeNames types = new(folderNames);
        SourceWriter writer = new();
        FileHeader.Write(writer, spec.Name.Path, spec.Name.Namespace, spec.Family is null ? s_usings : [.. s_usings, "MnistLstm.Training.Data"]);
        writer.Line($"/// <summary>The runs of {spec.Name.Path}.</summary>");
        writer.Line(FileHeader.Attribute);
        writer.Line($"internal static class {spec.Name.RunsClass}");
        writer.Open();
        if (spec.Family is not null)
        {
            FamilyRowsEmitter.Write(writer, spec, origin, hooks, types, folderNames, trainsTorch);
            writer.Close();
            return writer.ToString();
        }

        string code = CodeEmitter.Emit(spec, folderNames);
        writer.Line("/// <summary>By ordinal name.</summary>");
        writer.Line($"internal static {types.ReadOnlyList}<{types.RunSpec}> All {{ get; }} =");
        writer.Open("[");
        WriteRow(writer, spec, origin, hooks, types, CodeHash.Of(code), trainsTorch);
        writer.Close("];");
        writer.Line();
        WriteCode(writer, types, "The source of the model and the trainer, and of the same for TorchSharp.",
            [code, TorchCodeEmitter.Emit(spec, folderNames, trains: true)]);
        writer.Close();
        return writer.ToString();
    }

    /// <summary>Writes what all runs of a spec have in common: file, hashes, texts.</summary>
    internal static void WriteOrigin(SourceWriter writer, ExperimentSpec spec, SpecOrigin origin, SpecHooks? hooks, TypeNames types, string? codeSha256)
    {
        writer.Line($"Experiment = \"{spec.Name.Name}\",");
        writer.Line($"SpecPath = \"{spec.Name.Path}\",");
        writer.Line($"SpecSha256 = \"{origin.Sha256}\",");
        if (codeSha256 is not null)
        {
            writer.Line($"CodeSha256 = \"{codeSha256}\",");
        }

        if (hooks is not null)
        {
            writer.Line($"Hooks = new {types.RunHooks}([{string.Join(", ", hooks.Files.Select(Literal))}], \"{hooks.Sha256}\"),");
        }

        writer.Line($"Description = {Literal(origin.Description)},");
        WriteReference(writer, origin.Reference, types);
        if (spec.Family is not null && spec.DataClasses.Count > 0)
        {
            writer.Line($"Datasets = [{string.Join(", ", spec.DataClasses.Select(own => DatasetSpec.Reference(spec.Name.Root, own) + ".Definition"))}],");
        }

        WriteSettings(writer, spec, origin, types);
    }

    // UTF-8 data, not a string: an assembly's strings may take 16 MB in all, which some thousand specs' sources would exceed.
    internal static void WriteCode(SourceWriter writer, TypeNames types, string summary, IEnumerable<string> parts)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line($"private static {types.ReadOnlySpan}<byte> Code => \"{PackedCode.Pack(parts)}\"u8;");
    }

    // What is not the table's own. Sixty settings written out in each row took the compiler longer than the model and the trainer.
    private static void WriteSettings(SourceWriter writer, ExperimentSpec spec, SpecOrigin origin, TypeNames types)
    {
        int[] own = Enumerable.Range(0, spec.Settings.Count)
            .Where(i => origin.Lines[i] != 0 || spec.Settings[i].Value != (spec.Settings[i].Default ?? "")).ToArray();
        IEnumerable<SettingValue> ofData = spec.Settings.Where(setting => setting.Default != KeyTable.Of(setting.Key).Default);
        string values = string.Join(",", own.Select(i => $"{spec.Settings[i].Key}={spec.Settings[i].Value}"));
        string defaults = string.Join(",", ofData.Select(setting => $"{setting.Key}={setting.Default}"));
        string lines = string.Join(", ", own.Select(i => origin.Lines[i]));
        writer.Line($"Settings = {types.Catalog(spec.Name.Root)}.{CatalogLayout.TableProperty}.With({Literal(values)}, [{lines}]"
            + $"{(defaults.Length == 0 ? "" : $", defaults: {Literal(defaults)}")}),");
    }

    private static void WriteRow(SourceWriter writer, ExperimentSpec spec, SpecOrigin origin, SpecHooks? hooks, TypeNames types, string codeSha256,
        bool trainsTorch)
    {
        TrainingSpec training = spec.Training;
        writer.Line($"new {types.RunSpec}");
        writer.Open();
        writer.Line($"Name = \"{spec.Name.Name}\",");
        WriteOrigin(writer, spec, origin, hooks, types, codeSha256);
        writer.Line($"Dataset = \"{training.Dataset}\",");
        foreach (string own in spec.DataClasses)
        {
            writer.Line($"Data = {DatasetSpec.Reference(spec.Name.Root, own)}.Definition,");
        }

        writer.Line($"TrainSamples = {Count(training.TrainSamples)},");
        writer.Line($"TestSamples = {Count(training.TestSamples)},");
        if (training.ValidationSamples > 0)
        {
            writer.Line($"ValidationSamples = {training.ValidationSamples},");
        }

        if (!TrainerEmitter.CountsSteps(spec))
        {
            writer.Line($"Epochs = {spec.Name.TrainerClass}.Epochs,");
        }

        if (training.EarlyStoppingPatience > 0)
        {
            writer.Line($"EarlyStoppingPatience = {training.EarlyStoppingPatience},");
        }

        writer.Line($"Seed = {spec.Name.TrainerClass}.Seed,");
        writer.Line($"Network = {NetworkEmitter.Expression(spec.Network, types)},");
        writer.Line($"CreateModel = static () => new {spec.Name.ModelClass}(),");
        writer.Line($"CreateTrainer = static (data, options) => new {spec.Name.TrainerClass}(data, options),");
        if (SchedulerEmitter.IsUsed(spec))
        {
            writer.Line(SchedulerEmitter.CountsSteps(spec)
                ? $"CreateStepScheduler = static stepsPerEpoch => {spec.Name.TrainerClass}.Schedule(stepsPerEpoch),"
                : $"CreateScheduler = static () => {spec.Name.TrainerClass}.Schedule(),");
        }

        writer.Line($"ModelCode = static () => {types.PackedCode}.Unpack(Code, 0),");
        writer.Line($"TorchSharpCode = static () => {types.PackedCode}.Unpack(Code, 1),");
        if (trainsTorch)
        {
            writer.Line($"CreateTorchTrainer = static (data, options) => new {spec.Name.TorchTrainingClass}(data, options),");
        }

        writer.Close("},");
    }

    private static void WriteReference(SourceWriter writer, ReferenceSpec? reference, TypeNames types)
    {
        if (reference is null)
        {
            return;
        }

        writer.Line($"Reference = new {types.PublishedReference}(");
        writer.Line($"    Source: {Literal(reference.Source)},");
        writer.Line($"    TestAccuracy: {reference.TestAccuracy ?? "null"},");
        writer.Line($"    TrainAccuracies: {List(reference.TrainAccuracies)},");
        writer.Line($"    TrainLosses: {List(reference.TrainLosses)},");
        writer.Line($"    TestAccuracies: {List(reference.TestAccuracies)},");
        string[] others =
        [
            .. reference.TestRmse is { } rmse ? new[] { $"TestRmse = {rmse}" } : [],
            .. reference.LossUnit == SpecWords.MeanOfSamples ? [] : new[] { $"LossUnit = {Literal(reference.LossUnit)}" },
        ];
        string initial = others.Length == 0 ? "" : $" {{ {string.Join(", ", others)} }}";
        writer.Line($"    TestLosses: {List(reference.TestLosses)}){initial},");
    }

    private static string Literal(string? text) => text is null ? "null" : SymbolDisplay.FormatLiteral(text, quote: true);

    private static string Count(int? count) => count is int number ? $"{number}" : "null";

    private static string List(IEnumerable<string> literals) => $"[{string.Join(", ", literals.ToArray())}]";
}
