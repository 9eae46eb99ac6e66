using System.Collections.Generic;
using System.Linq;
using MnistLstm.Generators.Model.Specs;
using MnistLstm.Generators.Model.Training;
using MnistLstm.Training;

namespace MnistLstm.Generators.Emission;

/// <summary>Writes the part of a trainer class that changes the learning rate from epoch to epoch, where a run does.</summary>
internal static class SchedulerEmitter
{
    private static readonly (string Key, string Member, string Type, string Summary)[] s_arguments =
    [
        (SpecKeys.StepSize, "StepSize", "int", "Epochs of one learning rate."),
        (SpecKeys.Gamma, "Gamma", "double", "What the learning rate is multiplied by."),
        (SpecKeys.TMax, "TMax", "int", "Epochs until the least learning rate."),
        (SpecKeys.EtaMin, "EtaMin", "double", "The least learning rate."),
        (SpecKeys.StartFactor, "StartFactor", "double", "What the learning rate is multiplied by in the first epoch."),
        (SpecKeys.EndFactor, "EndFactor", "double", "What it is multiplied by in the end."),
        (SpecKeys.TotalIters, "TotalIters", "int", "Epochs from the one factor to the other."),
    ];

    /// <summary>Whether a run of the spec has a scheduler.</summary>
    public static bool IsUsed(ExperimentSpec spec) => Schedulers(spec).Any(scheduler => scheduler.Word != SpecWords.NoScheduler);

    /// <summary>Writes the schedulers' numbers, as far as no run varies them.</summary>
    public static void WriteConstants(SourceWriter writer, ExperimentSpec spec)
    {
        foreach ((string key, string member, string type, string summary) in s_arguments)
        {
            string? literal = Schedulers(spec).Select(scheduler => Literal(scheduler, key)).FirstOrDefault(value => value is not null);
            if (literal is not (null or SpecWords.AllEpochs))
            {
                TrainerEmitter.Constant(writer, spec, key, summary, type, member, literal);
            }
        }
    }

    /// <summary>Writes what builds the scheduler.</summary>
    public static void WriteMethods(SourceWriter writer, ExperimentSpec spec, TypeNames types)
    {
        bool family = spec.Family is not null;
        writer.Line();
        writer.Line("/// <summary>The learning rate of every epoch.</summary>");
        if (family)
        {
            writer.Line("/// <param name=\"variant\">What the run has of its own.</param>");
        }

        string parameters = family ? $"{spec.Name.VariantRecord} variant" : "";
        if (TrainerEmitter.Varies(spec, SpecKeys.LrScheduler))
        {
            writer.Line($"public static {types.LrScheduler}? Schedule({parameters}) => variant.LrScheduler switch");
            writer.Open();
            foreach (SchedulerSpec scheduler in Schedulers(spec))
            {
                writer.Line($"\"{scheduler.Word}\" => {(scheduler.Word == SpecWords.NoScheduler ? "null" : New(spec, scheduler, types))},");
            }

            writer.Line($"_ => throw new {types.InvalidOperationException}($\"{spec.Name.Path} has no scheduler for {{variant}}\"),");
            writer.Close("};");
        }
        else
        {
            writer.Line($"public static {types.LrScheduler} Schedule({parameters}) =>");
            writer.Line($"    {New(spec, spec.Training.Scheduler, types)};");
        }

        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override {types.LrScheduler}? CreateScheduler() => Schedule({(family ? "Variant" : "")});");
    }

    private static IEnumerable<SchedulerSpec> Schedulers(ExperimentSpec spec) => spec.Family is null ? [spec.Training.Scheduler] : spec.Family.Schedulers;

    private static string New(ExperimentSpec spec, SchedulerSpec scheduler, TypeNames types) =>
        $"new {types.SchedulerClass(scheduler.Word)}(learningRate: {TrainerEmitter.Value(spec, SpecKeys.LearningRate, "LearningRate", "variant")}"
        + string.Concat(s_arguments.Where(argument => Literal(scheduler, argument.Key) is not null)
            .Select(argument => Argument(spec, scheduler, argument.Key, argument.Member)))
        + ")";

    private static string Argument(ExperimentSpec spec, SchedulerSpec scheduler, string key, string member)
    {
        string value = TrainerEmitter.Value(spec, key, member, "variant");
        string epochs = TrainerEmitter.Value(spec, SpecKeys.Epochs, "Epochs", "variant");
        bool varied = TrainerEmitter.Varies(spec, key);
        string argument = key switch
        {
            SpecKeys.TMax => varied ? $"{value} ?? {epochs}" : scheduler.TMax == SpecWords.AllEpochs ? epochs : value,
            SpecKeys.StepSize when varied => value + "!.Value",
            _ => value,
        };
        return $", {char.ToLowerInvariant(member[0])}{member.Substring(1)}: {argument}";
    }

    private static string? Literal(SchedulerSpec scheduler, string key) => key switch
    {
        SpecKeys.StepSize => scheduler.StepSize,
        SpecKeys.Gamma => scheduler.Gamma,
        SpecKeys.TMax => scheduler.TMax,
        SpecKeys.EtaMin => scheduler.EtaMin,
        SpecKeys.StartFactor => scheduler.StartFactor,
        SpecKeys.EndFactor => scheduler.EndFactor,
        _ => scheduler.TotalIters,
    };
}
