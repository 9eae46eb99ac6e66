using System.Collections.Generic;
using System.Linq;
using MnistLstm.Generators.Model.Specs;
using MnistLstm.Generators.Model.Training;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Generators.Emission;

/// <summary>Writes the part of a trainer class that changes the learning rate, where a run does.</summary>
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
        (SpecKeys.Milestones, "Milestones", "", ""),
        (SpecKeys.T0, "T0", "int", "Epochs until the first restart."),
        (SpecKeys.TMult, "TMult", "int", "How many times as long the way to the next restart is."),
        (SpecKeys.Factor, "Factor", "double", "What the learning rate is multiplied by on a plateau."),
        (SpecKeys.Patience, "Patience", "int", "Epochs of a plateau that are let pass."),
        (SpecKeys.Threshold, "Threshold", "double", "How far below the least loss a new one must be."),
        (SpecKeys.ThresholdMode, "ThresholdMode", "string", "Whether that is a part of the loss, or a loss."),
        (SpecKeys.Cooldown, "Cooldown", "int", "Epochs after a change in which no plateau is counted."),
        (SpecKeys.MinLr, "MinLr", "double", "The least learning rate on a plateau."),
        (SpecKeys.Monitor, "Monitor", "string", "The loss that is followed."),
        (SpecKeys.PctStart, "PctStart", "double", "The part of all training steps in which the learning rate rises."),
        (SpecKeys.AnnealStrategy, "AnnealStrategy", "string", "How it rises and falls."),
        (SpecKeys.DivFactor, "DivFactor", "double", "What the largest learning rate is divided by for the first one."),
        (SpecKeys.FinalDivFactor, "FinalDivFactor", "double", "What the first learning rate is divided by for the last one."),
        (SpecKeys.ThreePhase, "ThreePhase", "bool", "Whether there is a third phase."),
        (SpecKeys.CycleMomentum, "CycleMomentum", "bool", "Whether the momentum is cycled, too."),
        (SpecKeys.BaseMomentum, "BaseMomentum", "double", "The momentum where the learning rate is largest."),
        (SpecKeys.MaxMomentum, "MaxMomentum", "double", "The momentum at both ends."),
    ];

    /// <summary>Whether a run of the spec has a scheduler.</summary>
    public static bool IsUsed(ExperimentSpec spec) => Schedulers(spec).Any(scheduler => scheduler.Word != SpecWords.NoScheduler);

    /// <summary>Whether a run's learning rate changes after every training step.</summary>
    public static bool CountsSteps(ExperimentSpec spec) =>
        TrainerEmitter.Varies(spec, SpecKeys.LrSchedulerInterval) || Schedulers(spec).Any(scheduler => scheduler.AfterStep);

    /// <summary>Writes the schedulers' numbers, as far as no run varies them.</summary>
    public static void WriteConstants(SourceWriter writer, ExperimentSpec spec)
    {
        foreach ((string key, string member, string type, string summary) in s_arguments)
        {
            string? literal = Schedulers(spec).Select(scheduler => scheduler.Literal(key)).FirstOrDefault(value => value is not null);
            if (literal is not (null or SpecWords.AllEpochs) && key != SpecKeys.Milestones)
            {
                TrainerEmitter.Constant(writer, spec, key, summary, type, member, literal);
            }
        }

        if (Schedulers(spec).FirstOrDefault(scheduler => scheduler.WarmupIters > 0) is { } warm)
        {
            TrainerEmitter.Constant(writer, spec, SpecKeys.WarmupIters, "How long the learning rate rises before the scheduler begins.", "int", "WarmupIters",
                $"{warm.WarmupIters}");
        }

        if (Warms(spec))
        {
            TrainerEmitter.Constant(writer, spec, SpecKeys.WarmupStartFactor, "What the learning rate is multiplied by at the beginning of that.", "double",
                "WarmupStartFactor", Schedulers(spec).First(scheduler => scheduler.Word != SpecWords.NoScheduler).WarmupStartFactor);
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

        bool steps = CountsSteps(spec);
        if (steps)
        {
            writer.Line("/// <param name=\"stepsPerEpoch\">The training steps of an epoch.</param>");
        }

        string[] all = [.. family ? new[] { $"{spec.Name.VariantRecord} variant" } : [], .. steps ? new[] { "int stepsPerEpoch" } : []];
        string parameters = string.Join(", ", all);
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
        writer.Line($"protected override {types.LrScheduler}? CreateScheduler() "
            + $"=> Schedule({(family ? "Variant" : "")}{(family && steps ? ", " : "")}{(steps ? "StepsPerEpoch" : "")});");
    }

    private static IEnumerable<SchedulerSpec> Schedulers(ExperimentSpec spec) => spec.Family is null ? [spec.Training.Scheduler] : spec.Family.Schedulers;

    private static bool Warms(ExperimentSpec spec) =>
        TrainerEmitter.Varies(spec, SpecKeys.WarmupIters) || Schedulers(spec).Any(scheduler => scheduler.WarmupIters > 0);

    private static string New(ExperimentSpec spec, SchedulerSpec scheduler, TypeNames types)
    {
        string made = $"new {types.SchedulerClass(scheduler.Word)}(learningRate: {Value(spec, SpecKeys.LearningRate, "LearningRate")}"
            + (scheduler.Word == SpecWords.OneCycle ? $", totalSteps: {AllSteps(spec)}" : "")
            + string.Concat(s_arguments.Where(argument => scheduler.Literal(argument.Key) is not null)
                .Select(argument => Argument(spec, scheduler, argument.Key, argument.Member)))
            + $"){Steps(spec, scheduler)}";
        if (scheduler.Word is SpecWords.OnPlateau or SpecWords.OneCycle || !(scheduler.WarmupIters > 0 || TrainerEmitter.Varies(spec, SpecKeys.WarmupIters)))
        {
            return made;
        }

        string arguments = $"({made}, {Value(spec, SpecKeys.WarmupIters, "WarmupIters")}, {Value(spec, SpecKeys.WarmupStartFactor, "WarmupStartFactor")})";
        return TrainerEmitter.Varies(spec, SpecKeys.WarmupIters) ? $"{types.WarmupLr}.Before{arguments}" : $"new {types.WarmupLr}{arguments}";
    }

    private static string Steps(ExperimentSpec spec, SchedulerSpec scheduler) => scheduler.Word == SpecWords.OnPlateau ? ""
        : scheduler.Word == SpecWords.OneCycle ? " { StepsPerEpoch = stepsPerEpoch }"
        : TrainerEmitter.Varies(spec, SpecKeys.LrSchedulerInterval)
            ? $" {{ StepsPerEpoch = variant.LrSchedulerInterval == \"{SpecWords.AfterStep}\" ? stepsPerEpoch : 0 }}"
        : scheduler.AfterStep ? " { StepsPerEpoch = stepsPerEpoch }"
        : "";

    private static string Argument(ExperimentSpec spec, SchedulerSpec scheduler, string key, string member)
    {
        string value = Value(spec, key, member);
        bool varied = TrainerEmitter.Varies(spec, key);
        string argument = key switch
        {
            SpecKeys.TMax => varied ? $"{value} ?? {AllEpochs(spec, scheduler)}"
                : scheduler.Literal(key) == SpecWords.AllEpochs ? AllEpochs(spec, scheduler)
                : value,
            SpecKeys.StepSize or SpecKeys.T0 when varied => value + "!.Value",
            SpecKeys.Milestones => varied ? value + "!" : scheduler.Literal(key)!,
            _ => value,
        };
        return $", {char.ToLowerInvariant(member[0])}{member.Substring(1)}: {argument}";
    }

    private static string AllSteps(ExperimentSpec spec) =>
        TrainerEmitter.CountsSteps(spec) ? TrainerEmitter.StepsOf(spec) : $"{Value(spec, SpecKeys.Epochs, "Epochs")} * stepsPerEpoch";

    private static string AllEpochs(ExperimentSpec spec, SchedulerSpec scheduler)
    {
        string epochs = TrainerEmitter.CountsSteps(spec) ? "" : Value(spec, SpecKeys.Epochs, "Epochs");
        bool variedSteps = TrainerEmitter.Varies(spec, SpecKeys.LrSchedulerInterval);
        string all = TrainerEmitter.CountsSteps(spec) ? TrainerEmitter.StepsOf(spec)
            : variedSteps ? $"({epochs} * (variant.LrSchedulerInterval == \"{SpecWords.AfterStep}\" ? stepsPerEpoch : 1))"
            : scheduler.AfterStep ? $"({epochs} * stepsPerEpoch)"
            : epochs;
        return scheduler.WarmupIters > 0 || TrainerEmitter.Varies(spec, SpecKeys.WarmupIters)
            ? $"{all} - {Value(spec, SpecKeys.WarmupIters, "WarmupIters")}"
            : all;
    }

    private static string Value(ExperimentSpec spec, string key, string member) => TrainerEmitter.Value(spec, key, member, "variant");
}
