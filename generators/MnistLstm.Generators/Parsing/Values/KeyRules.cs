using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Text;
using MnistLstm.Training;
using MnistLstm.Training.Networks;
using MnistLstm.Training.Settings;

namespace MnistLstm.Generators.Parsing.Values;

/// <summary>What the values of a run ask of each other. A rule is silent where a value it needs was reported as wrong.</summary>
/// <param name="mapping">The spec's keys as they stand in the text.</param>
/// <param name="report">Takes the faults.</param>
internal sealed class KeyRules(MappingReader mapping, RuleReport report)
{
    private const string NoSamples = "'validation_samples' or 'validation_fraction' to be greater than 0, got 0";
    private const string NotEach = "'evaluate' to be 'each_epoch', got 'at_end'";

    /// <summary>Reports every rule that a run breaks.</summary>
    /// <param name="values">The run's values.</param>
    /// <param name="run">The run's name, when it is one of a family.</param>
    public void Check(RunValues values, string? run)
    {
        string suffix = run is null ? "" : $"; so it is in the run '{run}'";
        CheckHaving(values, OptimizerKeys.Optimizer, key => key.Optimizers, DiagnosticDescriptors.NotOfOptimizer, suffix);
        CheckHaving(values, ScheduleKeys.LrScheduler, key => key.Schedulers, DiagnosticDescriptors.NotOfScheduler, suffix);
        CheckHaving(values, KeyTable.Cell, key => key.Cells, DiagnosticDescriptors.NotOfCell, suffix);
        CheckNeeded(values, suffix);
        CheckNesterov(values, suffix);
        CheckDampening(values, suffix);
        CheckDropout(values, suffix);
        CheckHeldOut(values, suffix);
        CheckMonitor(values, suffix);
        if (LacksNeed(values, ScheduleKeys.WarmupStartFactor) && values.Word(ScheduleKeys.LrScheduler) is { } chosen
            && ScheduleKeys.WarmupStartFactor.Schedulers.Contains(chosen))
        {
            report.Add(DiagnosticDescriptors.FactorOfNoWarmup, "", values.Blamed(ScheduleKeys.WarmupStartFactor, ScheduleKeys.WarmupIters).Span, suffix);
        }

        if (CycleRules.OptimizerWithoutMomentum(values) is { } optimizer)
        {
            KeyValue blamed = values.Blamed(ScheduleKeys.LrScheduler, OptimizerKeys.Optimizer, ScheduleKeys.CycleMomentum);
            report.Add(DiagnosticDescriptors.NoMomentumToCycle, "", blamed.Span, optimizer, suffix);
        }

        foreach (SpecKey key in CycleRules.LimitsOfNothing(values))
        {
            report.Add(DiagnosticDescriptors.MomentumNotCycled, key.Name, values.Blamed(key, ScheduleKeys.CycleMomentum).Span, key.Name, suffix);
        }

        if (values.IsGiven(KeyTable.ClipGradNorm) && values.IsGiven(KeyTable.ClipGradValue))
        {
            report.Add(DiagnosticDescriptors.ClippedTwice, "", values.Blamed(KeyTable.ClipGradValue, KeyTable.ClipGradNorm).Span, suffix);
        }

        CheckRate(values, suffix);
        StepRules.Check(values, suffix, report);
    }

    // Given at all, not only given a value: it would be silently without effect, and PyTorch refuses it too.
    private void CheckHaving(RunValues values, SpecKey chooser, Func<SpecKey, IReadOnlyList<string>> havers, DiagnosticDescriptor descriptor, string suffix)
    {
        if (values.Word(chooser) is not { } chosen)
        {
            return;
        }

        foreach (SpecKey key in KeyTable.Keys.Where(key => havers(key).Count > 0 && !havers(key).Contains(chosen)))
        {
            string having = string.Join(" and ", havers(key).Select(name => $"'{name}'"));
            string verb = havers(key).Count == 1 ? "has" : "have";
            string end = key.Elsewhere is { } meant ? $"; did you mean '{meant}'?{suffix}" : suffix;
            if (values[key] is null && mapping[key] is not null)
            {
                // Its value is wrong as well, and was reported.
                report.Add(descriptor, key.Name, mapping.KeySpan(key), chosen, key.Name, having, verb, end);
            }
            else if (values[key] is { Level: not ValueLevel.Default })
            {
                KeyValue blamed = values.Blamed(key, chooser);
                report.Add(descriptor, key.Name, blamed.Key == key ? blamed.KeySpan : blamed.Span, chosen, key.Name, having, verb, end);
            }
        }
    }

    // PyTorch has no default for these.
    private void CheckNeeded(RunValues values, string suffix)
    {
        if (values[ScheduleKeys.LrScheduler] is { } scheduler)
        {
            foreach (SpecKey key in KeyTable.Keys.Where(key => key.NeededBy.Contains(scheduler.Canonical) && values[key] is { Level: ValueLevel.Default }))
            {
                report.Add(DiagnosticDescriptors.NeededByScheduler, key.Name, scheduler.Span, scheduler.Canonical, key.Name, key.Expected, suffix);
            }
        }
    }

    private void CheckNesterov(RunValues values, string suffix)
    {
        if (LacksNeed(values, OptimizerKeys.Nesterov) && values.Word(OptimizerKeys.Optimizer) is { } optimizer && OptimizerKeys.Nesterov.IsFor(optimizer))
        {
            KeyValue blamed = values.Blamed(OptimizerKeys.Nesterov, OptimizerKeys.Momentum);
            report.Add(DiagnosticDescriptors.NesterovWithoutMomentum, "", blamed.Span, suffix);
        }
    }

    // Without momentum it would silently be without effect; with Nesterov's PyTorch refuses it.
    private void CheckDampening(RunValues values, string suffix)
    {
        if (values.Word(OptimizerKeys.Dampening) is not { } dampening || dampening == OptimizerKeys.Dampening.Default
            || values.Word(OptimizerKeys.Optimizer) is not { } optimizer || !OptimizerKeys.Dampening.IsFor(optimizer))
        {
            return;
        }

        if (LacksNeed(values, OptimizerKeys.Dampening))
        {
            report.Add(DiagnosticDescriptors.DampeningWithoutMomentum, "", values.Blamed(OptimizerKeys.Dampening, OptimizerKeys.Momentum).Span, suffix);
        }

        if (values.Word(OptimizerKeys.Nesterov) == "true")
        {
            report.Add(DiagnosticDescriptors.DampenedNesterov, "", values.Blamed(OptimizerKeys.Dampening, OptimizerKeys.Nesterov).Span, dampening, suffix);
        }
    }

    // PyTorch only warns, and drops nothing.
    private void CheckDropout(RunValues values, string suffix)
    {
        if (LacksNeed(values, KeyTable.Dropout))
        {
            KeyValue blamed = values.Blamed(KeyTable.Dropout, KeyTable.Layers);
            report.Add(DiagnosticDescriptors.DropoutOfOneLayer, "", blamed.Span, suffix);
        }
    }

    private void CheckHeldOut(RunValues values, string suffix)
    {
        (SpecKey, DiagnosticDescriptor)[] looking =
        [
            (KeyTable.EarlyStoppingPatience, DiagnosticDescriptors.StoppingWithoutValidation),
            (KeyTable.RestoreBest, DiagnosticDescriptors.BestWithoutValidation),
        ];
        foreach ((SpecKey key, DiagnosticDescriptor descriptor) in looking.Where(pair => values.IsGiven(pair.Item1)))
        {
            if (LacksNeed(values, key))
            {
                report.Add(descriptor, KeyTable.ValidationSamples.Name, values.Blamed(key, KeyTable.ValidationSamples).Span, NoSamples, suffix);
            }

            if (values.Word(KeyTable.Evaluate) == SpecWords.AtEnd)
            {
                report.Add(descriptor, KeyTable.Evaluate.Name, values.Blamed(key, KeyTable.Evaluate).Span, NotEach, suffix);
            }
        }

        if (LacksNeed(values, KeyTable.ValidationSeed))
        {
            report.Add(DiagnosticDescriptors.SplitOfNothing, "", values.Blamed(KeyTable.ValidationSeed, KeyTable.ValidationSamples).Span, suffix);
        }

        if (values.Number(KeyTable.ValidationSamples) > 0 && values.IsGiven(KeyTable.ValidationFraction))
        {
            report.Add(DiagnosticDescriptors.TwoSizes, "", values.Blamed(KeyTable.ValidationFraction, KeyTable.ValidationSamples).Span, suffix);
        }
    }

    private void CheckMonitor(RunValues values, string suffix)
    {
        if (values.Word(ScheduleKeys.LrScheduler) != SpecWords.OnPlateau || values.Word(ScheduleKeys.Monitor) is not { } monitor
            || monitor == SpecWords.TrainLoss || values.HeldOut() is not long held)
        {
            return;
        }

        if (held == 0 && monitor == SpecWords.ValidationLoss)
        {
            report.Add(DiagnosticDescriptors.PlateauWithoutValidation, KeyTable.ValidationSamples.Name,
                values.Blamed(ScheduleKeys.Monitor, KeyTable.ValidationSamples).Span, NoSamples, suffix);
        }

        if (held > 0 && values.Word(KeyTable.Evaluate) == SpecWords.AtEnd)
        {
            report.Add(DiagnosticDescriptors.PlateauWithoutValidation, KeyTable.Evaluate.Name, values.Blamed(ScheduleKeys.LrScheduler, KeyTable.Evaluate).Span,
                NotEach, suffix);
        }
    }

    // As the schedulers multiply: from epoch to epoch, in double. What falls to 0 trains on, here and in PyTorch.
    private void CheckRate(RunValues values, string suffix)
    {
        if (values[KeyTable.LearningRate] is not { } start || values[ScheduleKeys.Gamma] is not { } gamma
            || (values.CountsSteps ? values.Number(StepKeys.Steps) : values.Number(KeyTable.Epochs)) is not long length
            || values.Word(ScheduleKeys.LrScheduler) is not { } scheduler || !ScheduleKeys.Gamma.Schedulers.Contains(scheduler))
        {
            return;
        }

        bool steps = values.CountsSteps || values.Word(ScheduleKeys.LrSchedulerInterval) == SpecWords.AfterStep;
        long perEpoch = steps ? values.StepsPerEpoch() ?? 1 : 1;
        SpecKey[] own = [ScheduleKeys.StepSize, ScheduleKeys.Milestones];
        SpecKey[] involved = [ScheduleKeys.Gamma, .. own.Where(key => key.Schedulers.Contains(scheduler)), KeyTable.Epochs, StepKeys.Steps,
            KeyTable.LearningRate];
        (double rate, double factor) = (NumberText.ToDouble(start.Canonical), NumberText.ToDouble(gamma.Canonical));
        foreach (long change in factor > 1 ? Changes(values, scheduler, values.CountsSteps ? length : length * perEpoch) : [])
        {
            rate *= factor;
            if (rate > float.MaxValue)
            {
                string at = ((change / perEpoch) + 1).ToString(CultureInfo.InvariantCulture);
                report.Add(DiagnosticDescriptors.RateTooLarge, "", values.Blamed(involved).Span, gamma.Canonical, at, suffix);
                return;
            }
        }
    }

    // The epochs or steps done at which the rate is multiplied.
    private static IEnumerable<long> Changes(RunValues values, string scheduler, long all)
    {
        if (ScheduleKeys.Milestones.Schedulers.Contains(scheduler))
        {
            string list = values.Word(ScheduleKeys.Milestones) ?? "";
            return list.Trim('[', ']').Split(',').Select(text => long.TryParse(text, out long value) ? value : all).Where(value => value < all);
        }

        long step = ScheduleKeys.StepSize.Schedulers.Contains(scheduler) ? values.Number(ScheduleKeys.StepSize) ?? all : 1;
        return Every(step, all);
    }

    private static IEnumerable<long> Every(long step, long all)
    {
        for (long done = step; done < all; done += step)
        {
            yield return done;
        }
    }

    private static bool LacksNeed(RunValues values, SpecKey key) =>
        values.IsGiven(key)
        && values.Word(key.Needs!.Key) is { } needed && !key.Needs.Range.Contains(NumberText.ToDouble(needed))
        && (key.Needs.Or is null || (values.Word(key.Needs.Or) is { } other && !key.Needs.Range.Contains(NumberText.ToDouble(other))));
}
