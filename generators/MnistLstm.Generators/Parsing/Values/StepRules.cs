using System.Globalization;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Generators.Parsing.Values;

/// <summary>What a training that is counted in steps asks of a run's other values. A rule is silent where a value it needs was reported as wrong.</summary>
internal static class StepRules
{
    private const long MostEvaluations = 10000;

    /// <summary>Reports every rule that a run breaks.</summary>
    /// <param name="values">The run's values.</param>
    /// <param name="suffix">What a message ends with.</param>
    /// <param name="report">Takes the faults.</param>
    public static void Check(RunValues values, string suffix, RuleReport report)
    {
        if (values.Number(StepKeys.Steps) is not long steps)
        {
            // A wrong number of steps was reported, and is none of epochs.
            if (values[StepKeys.Steps] is not null && values[StepKeys.EvalEvery] is { Level: not ValueLevel.Default } every)
            {
                report.Add(DiagnosticDescriptors.EveryOfEpochs, "", every.Span, suffix);
            }

            return;
        }

        if (values.Word(ScheduleKeys.LrScheduler) is { } scheduler && scheduler is not (SpecWords.NoScheduler or SpecWords.OnPlateau or SpecWords.OneCycle)
            && values.Word(ScheduleKeys.LrSchedulerInterval) is { } interval && interval != SpecWords.AfterStep)
        {
            KeyValue blamed = values.Blamed(ScheduleKeys.LrScheduler, ScheduleKeys.LrSchedulerInterval);
            report.Add(DiagnosticDescriptors.EpochScheduleOfSteps, "", blamed.Span, scheduler, suffix);
        }

        if (values[StepKeys.EvalEvery] is null || (values.Number(StepKeys.EvalEvery) ?? values.StepsPerEpoch()) is not (long between and > 0))
        {
            return;
        }

        KeyValue closest = values.Blamed(StepKeys.EvalEvery, StepKeys.Steps);
        KeyValue counted = closest.Level == ValueLevel.Default ? values[StepKeys.Steps]! : closest;
        long evaluations = (steps + between - 1) / between;
        if (evaluations > MostEvaluations)
        {
            report.Add(DiagnosticDescriptors.TooManyEvaluations, "", counted.Span, Text(steps), Text(between), Text(evaluations),
                Text(MostEvaluations), suffix);
        }

        if (values.Number(KeyTable.BatchSize) is long batch && values.UsedSamples() is long used && values.HeldOut() is long held
            && between * System.Math.Min(batch, used - held) > int.MaxValue)
        {
            report.Add(DiagnosticDescriptors.TooManyBetween, "", counted.Span, Text(between), Text(int.MaxValue), suffix);
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
