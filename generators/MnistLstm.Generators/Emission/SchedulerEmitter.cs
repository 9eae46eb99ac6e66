using System.Collections.Generic;
using System.Linq;
using MnistLstm.Generators.Model.Specs;
using MnistLstm.Generators.Model.Training;

namespace MnistLstm.Generators.Emission;

/// <summary>Writes the part of a trainer class that changes the learning rate from epoch to epoch, where a run does.</summary>
internal static class SchedulerEmitter
{
    private static readonly (string Key, string Member, string Type, string Summary)[] s_arguments =
    [
        ("step_size", "StepSize", "int", "Epochs of one learning rate."),
        ("gamma", "Gamma", "double", "What the learning rate is multiplied by."),
        ("t_max", "TMax", "int", "Epochs until the least learning rate."),
        ("eta_min", "EtaMin", "double", "The least learning rate."),
        ("start_factor", "StartFactor", "double", "What the learning rate is multiplied by in the first epoch."),
        ("end_factor", "EndFactor", "double", "What it is multiplied by in the end."),
        ("total_iters", "TotalIters", "int", "Epochs from the one factor to the other."),
    ];

    /// <summary>Whether a run of the spec has a scheduler.</summary>
    public static bool IsUsed(ExperimentSpec spec) => Schedulers(spec).Any(scheduler => scheduler.Word != SchedulerSpec.None);

    /// <summary>Writes the schedulers' numbers, as far as no run varies them.</summary>
    public static void WriteConstants(SourceWriter writer, ExperimentSpec spec)
    {
        foreach ((string key, string member, string type, string summary) in s_arguments)
        {
            string? literal = Schedulers(spec).Select(scheduler => Literal(scheduler, key)).FirstOrDefault(value => value is not null);
            if (literal is not (null or SchedulerSpec.AllEpochs))
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
        if (TrainerEmitter.Varies(spec, "lr_scheduler"))
        {
            writer.Line($"public static {types.LrScheduler}? Schedule({parameters}) => variant.LrScheduler switch");
            writer.Open();
            foreach (SchedulerSpec scheduler in Schedulers(spec))
            {
                writer.Line($"\"{scheduler.Word}\" => {(scheduler.Word == SchedulerSpec.None ? "null" : New(spec, scheduler, types))},");
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
        $"new {types.SchedulerClass(scheduler.Word)}(learningRate: {TrainerEmitter.Value(spec, "learning_rate", "LearningRate", "variant")}"
        + string.Concat(s_arguments.Where(argument => Literal(scheduler, argument.Key) is not null).Select(argument => Argument(spec, scheduler, argument.Key, argument.Member)))
        + ")";

    private static string Argument(ExperimentSpec spec, SchedulerSpec scheduler, string key, string member)
    {
        string value = TrainerEmitter.Value(spec, key, member, "variant");
        string epochs = TrainerEmitter.Value(spec, "epochs", "Epochs", "variant");
        bool varied = TrainerEmitter.Varies(spec, key);
        string argument = key switch
        {
            "t_max" => varied ? $"{value} ?? {epochs}" : scheduler.TMax == SchedulerSpec.AllEpochs ? epochs : value,
            "step_size" when varied => value + "!.Value",
            _ => value,
        };
        return $", {char.ToLowerInvariant(member[0])}{member.Substring(1)}: {argument}";
    }

    private static string? Literal(SchedulerSpec scheduler, string key) => key switch
    {
        "step_size" => scheduler.StepSize,
        "gamma" => scheduler.Gamma,
        "t_max" => scheduler.TMax,
        "eta_min" => scheduler.EtaMin,
        "start_factor" => scheduler.StartFactor,
        "end_factor" => scheduler.EndFactor,
        _ => scheduler.TotalIters,
    };
}
