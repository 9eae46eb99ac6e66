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

namespace MnistLstm.Generators.Parsing.Values;

/// <summary>What the values of a run ask of each other. A rule is silent where a value it needs was reported as wrong.</summary>
/// <param name="mapping">The spec's keys as they stand in the text.</param>
/// <param name="diagnostics">Takes the errors.</param>
internal sealed class KeyRules(MappingReader mapping, DiagnosticBag diagnostics)
{
    private const string NoSamples = "'validation_samples' or 'validation_fraction' to be greater than 0, got 0";
    private const string NotEach = "'evaluate' to be 'each_epoch', got 'at_end'";

    // A value that many runs of a family share is reported once, with the first of them.
    private readonly HashSet<(string Id, int Start, string Key)> _reported = [];

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
            Report(DiagnosticDescriptors.FactorOfNoWarmup, "", Blamed(values, ScheduleKeys.WarmupStartFactor, ScheduleKeys.WarmupIters).Span, suffix);
        }

        if (CycleRules.OptimizerWithoutMomentum(values) is { } optimizer)
        {
            KeyValue blamed = Blamed(values, ScheduleKeys.LrScheduler, OptimizerKeys.Optimizer, ScheduleKeys.CycleMomentum);
            Report(DiagnosticDescriptors.NoMomentumToCycle, "", blamed.Span, optimizer, suffix);
        }

        foreach (SpecKey key in CycleRules.LimitsOfNothing(values))
        {
            Report(DiagnosticDescriptors.MomentumNotCycled, key.Name, Blamed(values, key, ScheduleKeys.CycleMomentum).Span, key.Name, suffix);
        }

        if (Given(values, KeyTable.ClipGradNorm) && Given(values, KeyTable.ClipGradValue))
        {
            Report(DiagnosticDescriptors.ClippedTwice, "", Blamed(values, KeyTable.ClipGradValue, KeyTable.ClipGradNorm).Span, suffix);
        }

        CheckRate(values, suffix);
        StepRules.Check(values, suffix, (descriptor, span, arguments) => Report(descriptor, "", span, arguments));
    }

    /// <summary>Reports samples that there are not, and a model that is too large.</summary>
    /// <inheritdoc cref="Check"/>
    public void CheckSizes(RunValues values, string? run)
    {
        string suffix = run is null ? "" : $"; so it is in the run '{run}'";
        CheckInput(values, suffix);
        CheckNormalize(values, suffix);
        CheckInitial(values, suffix);
        CheckLoss(values, suffix);
        CheckWarmup(values, suffix);
        if (CycleRules.StepsWithoutPhase(values) is long steps)
        {
            KeyValue part = Blamed(values, ScheduleKeys.PctStart, ScheduleKeys.LrScheduler, ScheduleKeys.ThreePhase, KeyTable.Epochs, KeyTable.BatchSize);
            Report(DiagnosticDescriptors.PhaseWithoutSteps, "", part.Span, values.Word(ScheduleKeys.PctStart)!, Text(steps), suffix);
        }

        CheckSamples(values, KeyTable.TrainSamples, "training", suffix);
        CheckSamples(values, KeyTable.TestSamples, "test", suffix);
        CheckValidation(values, suffix);
        if (values.Network() is { ParameterCount: > int.MaxValue and var count })
        {
            KeyValue blamed = values[KeyTable.Model] ?? Blamed(values, KeyTable.HiddenSize, KeyTable.Layers, KeyTable.Direction, KeyTable.Cell);
            Report(DiagnosticDescriptors.ModelTooLarge, "", blamed.Span, Grouped(count), Grouped(int.MaxValue), suffix);
        }
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
                Report(descriptor, key.Name, mapping.KeySpan(key), chosen, key.Name, having, verb, end);
            }
            else if (values[key] is { Level: not ValueLevel.Default })
            {
                KeyValue blamed = Blamed(values, key, chooser);
                Report(descriptor, key.Name, blamed.Key == key ? blamed.KeySpan : blamed.Span, chosen, key.Name, having, verb, end);
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
                Report(DiagnosticDescriptors.NeededByScheduler, key.Name, scheduler.Span, scheduler.Canonical, key.Name, key.Expected, suffix);
            }
        }
    }

    private void CheckNesterov(RunValues values, string suffix)
    {
        if (LacksNeed(values, OptimizerKeys.Nesterov) && values.Word(OptimizerKeys.Optimizer) is { } optimizer && OptimizerKeys.Nesterov.IsFor(optimizer))
        {
            KeyValue blamed = Blamed(values, OptimizerKeys.Nesterov, OptimizerKeys.Momentum);
            Report(DiagnosticDescriptors.NesterovWithoutMomentum, "", blamed.Span, suffix);
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
            Report(DiagnosticDescriptors.DampeningWithoutMomentum, "", Blamed(values, OptimizerKeys.Dampening, OptimizerKeys.Momentum).Span, suffix);
        }

        if (values.Word(OptimizerKeys.Nesterov) == "true")
        {
            Report(DiagnosticDescriptors.DampenedNesterov, "", Blamed(values, OptimizerKeys.Dampening, OptimizerKeys.Nesterov).Span, dampening, suffix);
        }
    }

    // PyTorch only warns, and drops nothing.
    private void CheckDropout(RunValues values, string suffix)
    {
        if (LacksNeed(values, KeyTable.Dropout))
        {
            KeyValue blamed = Blamed(values, KeyTable.Dropout, KeyTable.Layers);
            Report(DiagnosticDescriptors.DropoutOfOneLayer, "", blamed.Span, suffix);
        }
    }

    private void CheckHeldOut(RunValues values, string suffix)
    {
        (SpecKey, DiagnosticDescriptor)[] looking =
        [
            (KeyTable.EarlyStoppingPatience, DiagnosticDescriptors.StoppingWithoutValidation),
            (KeyTable.RestoreBest, DiagnosticDescriptors.BestWithoutValidation),
        ];
        foreach ((SpecKey key, DiagnosticDescriptor descriptor) in looking.Where(pair => values.Word(pair.Item1) is { } given && given != pair.Item1.Default))
        {
            if (LacksNeed(values, key))
            {
                Report(descriptor, KeyTable.ValidationSamples.Name, Blamed(values, key, KeyTable.ValidationSamples).Span, NoSamples, suffix);
            }

            if (values.Word(KeyTable.Evaluate) == SpecWords.AtEnd)
            {
                Report(descriptor, KeyTable.Evaluate.Name, Blamed(values, key, KeyTable.Evaluate).Span, NotEach, suffix);
            }
        }

        if (LacksNeed(values, KeyTable.ValidationSeed))
        {
            Report(DiagnosticDescriptors.SplitOfNothing, "", Blamed(values, KeyTable.ValidationSeed, KeyTable.ValidationSamples).Span, suffix);
        }

        if (values.Number(KeyTable.ValidationSamples) > 0 && values.Word(KeyTable.ValidationFraction) is { } fraction
            && fraction != KeyTable.ValidationFraction.Default)
        {
            Report(DiagnosticDescriptors.TwoSizes, "", Blamed(values, KeyTable.ValidationFraction, KeyTable.ValidationSamples).Span, suffix);
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
            Report(DiagnosticDescriptors.PlateauWithoutValidation, KeyTable.ValidationSamples.Name,
                Blamed(values, ScheduleKeys.Monitor, KeyTable.ValidationSamples).Span, NoSamples, suffix);
        }

        if (held > 0 && values.Word(KeyTable.Evaluate) == SpecWords.AtEnd)
        {
            Report(DiagnosticDescriptors.PlateauWithoutValidation, KeyTable.Evaluate.Name, Blamed(values, ScheduleKeys.LrScheduler, KeyTable.Evaluate).Span,
                NotEach, suffix);
        }
    }

    private void CheckWarmup(RunValues values, string suffix)
    {
        if (values.Number(ScheduleKeys.WarmupIters) is not long iters || iters == 0)
        {
            return;
        }

        bool steps = values.CountsSteps || values.Word(ScheduleKeys.LrSchedulerInterval) == SpecWords.AfterStep;
        long? all = values.CountsSteps ? values.Number(StepKeys.Steps) : steps ? values.Number(KeyTable.Epochs) * values.StepsPerEpoch()
            : values.Number(KeyTable.Epochs);
        if (all is long there && iters >= there)
        {
            Report(DiagnosticDescriptors.OnlyWarmup, "", Blamed(values, ScheduleKeys.WarmupIters, KeyTable.Epochs, StepKeys.Steps).Span, Text(iters),
                Text(there), steps ? "training steps" : "epochs", suffix);
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
                Report(DiagnosticDescriptors.RateTooLarge, "", Blamed(values, involved).Span, gamma.Canonical, at, suffix);
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

    private static bool Given(RunValues values, SpecKey key) => values.Word(key) is { } word && word != key.Default;

    private static bool LacksNeed(RunValues values, SpecKey key) =>
        values.Word(key) is { } given && given != key.Default
        && values.Word(key.Needs!.Key) is { } needed && !key.Needs.Range.Contains(NumberText.ToDouble(needed))
        && (key.Needs.Or is null || (values.Word(key.Needs.Or) is { } other && !key.Needs.Range.Contains(NumberText.ToDouble(other))));

    // The sizes next to the one asked for, and the data set's own: what is meant is mostly among them.
    private void CheckInput(RunValues values, string suffix)
    {
        if (values.Data is not { } data || values.Number(KeyTable.InputSize) is not long size || data.Shape.IsDividedBy(size))
        {
            return;
        }

        long below = size > data.Shape.Values ? data.Shape.Values : size;
        while (!data.Shape.IsDividedBy(below))
        {
            below--;
        }

        long above = size;
        while (above < data.Shape.Values && !data.Shape.IsDividedBy(above))
        {
            above++;
        }

        long[] near = new[] { below, above, data.Shape.Features }.Where(data.Shape.IsDividedBy).Distinct().OrderBy(value => value).ToArray();
        string choice = near.Length == 1 ? $"{near[0]}" : $"{string.Join(", ", near.Take(near.Length - 1))} or {near[near.Length - 1]}";
        Report(
            DiagnosticDescriptors.UndividedInput, "", Blamed(values, KeyTable.InputSize, KeyTable.Dataset).Span,
            Text(data.Shape.Values), data.Name, Text(data.Shape.Steps), Text(data.Shape.Features), Text(size), choice, suffix);
    }

    private void CheckNormalize(RunValues values, string suffix)
    {
        if (values.Data is not { } data || values[KeyTable.Normalize] is not { Level: not ValueLevel.Default } given)
        {
            return;
        }

        IReadOnlyList<int> counts = NormalizeReader.Counts(given.Canonical);
        for (int i = 0; i < counts.Count; i++)
        {
            if (counts[i] != 1 && counts[i] != data.Shape.Features)
            {
                SpecKey key = NormalizeKeys.Keys[i];
                Report(DiagnosticDescriptors.OtherFeatures, key.Name, given.Span, Text(counts[i]), key.Name, data.Name, Text(data.Shape.Features), suffix);
            }
        }
    }

    // Given, but for nothing that the network has: it would be silently without effect.
    private void CheckInitial(RunValues values, string suffix)
    {
        if (values.Network() is not { } network)
        {
            return;
        }

        (SpecKey Key, bool Has, string What)[] kinds =
        [
            (KeyTable.WeightIhInit, network.Recurrent.Any(), "recurrent module"),
            (KeyTable.WeightHhInit, network.Recurrent.Any(), "recurrent module"),
            (KeyTable.LinearInit, network.Modules.OfType<LinearModule>().Any(), "linear layer"),
            (KeyTable.BiasInit, network.Recurrent.Any(module => module.Bias) || network.Modules.OfType<LinearModule>().Any(), "module with a bias"),
            (KeyTable.ForgetBias, network.Recurrent.Any(module => module.Bias && module.Cell.Word == "lstm"), "LSTM with biases"),
        ];
        foreach ((SpecKey key, bool has, string what) in kinds)
        {
            // Of another cell the key itself is refused.
            bool refused = key.Cells.Count > 0 && values.Word(KeyTable.Cell) is { } cell && !key.Cells.Contains(cell);
            if (!has && !refused && values.Word(key) is { } word && word != key.Default)
            {
                Report(DiagnosticDescriptors.NothingToInitialize, key.Name, Blamed(values, key, KeyTable.Bias).Span, key.Name, what, suffix);
            }
        }
    }

    private void CheckLoss(RunValues values, string suffix)
    {
        if (values.Data is not { } data)
        {
            return;
        }

        if (values.Word(KeyTable.Loss) is { } loss && (loss == SpecWords.CrossEntropy) == data.Shape.HasTargets)
        {
            Report(DiagnosticDescriptors.LossOfOtherData, "", Blamed(values, KeyTable.Loss, KeyTable.Dataset).Span, loss,
                data.Shape.HasTargets ? "classes" : "targets", data.Name, data.Answers, values.Default(KeyTable.Loss)!, suffix);
        }

        foreach (SpecKey key in new[] { KeyTable.LabelSmoothing, KeyTable.ClassWeights }.Where(key => data.Shape.HasTargets && Given(values, key)))
        {
            Report(DiagnosticDescriptors.OfClassesOnly, key.Name, Blamed(values, key, KeyTable.Dataset).Span, key.Name, data.Name, data.Answers, suffix);
        }

        if (!data.Shape.HasTargets && Given(values, KeyTable.ClassWeights)
            && values[KeyTable.ClassWeights]!.Canonical.Split(',').Length is var weights && weights != data.Shape.Classes)
        {
            Report(DiagnosticDescriptors.OtherClasses, "", Blamed(values, KeyTable.ClassWeights, KeyTable.Dataset).Span, Text(weights), data.Name,
                Text(data.Shape.Classes), data.ShownClasses, suffix);
        }

        if (data.Shape.HasTargets && values.Word(KeyTable.Head) == SpecWords.SoftmaxHead)
        {
            Report(DiagnosticDescriptors.SoftmaxOfNumbers, "", Blamed(values, KeyTable.Head, KeyTable.Dataset).Span, data.Name, data.Answers, suffix);
        }
    }

    private void CheckSamples(RunValues values, SpecKey key, string which, string suffix)
    {
        if (values.Number(key) is long count && values.Available(key) is int available && count > available)
        {
            KeyValue blamed = Blamed(values, key, KeyTable.Dataset);
            string shown = count.ToString(CultureInfo.InvariantCulture);
            Report(DiagnosticDescriptors.TooManySamples, key.Name, blamed.Span, key.Name, shown, values.Word(KeyTable.Dataset)!,
                available.ToString(CultureInfo.InvariantCulture), which, suffix);
        }
    }

    private void CheckValidation(RunValues values, string suffix)
    {
        // More than there are was reported by itself.
        if (values.HeldOut() is not long held || values.UsedSamples() is not long images || images > values.Available(KeyTable.TrainSamples))
        {
            return;
        }

        if (held == 0 && values.Word(KeyTable.ValidationFraction) is { } fraction && fraction != KeyTable.ValidationFraction.Default)
        {
            Report(DiagnosticDescriptors.NothingHeldOut, "", Blamed(values, KeyTable.ValidationFraction, KeyTable.TrainSamples, KeyTable.Dataset).Span,
                fraction, Text(images), suffix);
        }

        if (held < images)
        {
            if (values.Word(KeyTable.DropLast) == "true" && values.Number(KeyTable.BatchSize) is long batch && batch > images - held)
            {
                KeyValue last = Blamed(values, KeyTable.DropLast, KeyTable.BatchSize, KeyTable.TrainSamples, KeyTable.Dataset);
                Report(DiagnosticDescriptors.NoWholeBatch, "", last.Span, Text(batch), Text(images - held), suffix);
            }

            return;
        }

        KeyValue blamed = Blamed(values, KeyTable.ValidationSamples, KeyTable.TrainSamples, KeyTable.Dataset);
        string count = images.ToString(CultureInfo.InvariantCulture);
        Report(DiagnosticDescriptors.NothingToTrainOn, "", blamed.Span, held.ToString(CultureInfo.InvariantCulture), count,
            (images - 1).ToString(CultureInfo.InvariantCulture), suffix);
    }

    /// <summary>Of the values that break a rule together the closest to the run; the first of those that are equally close.</summary>
    private static KeyValue Blamed(RunValues values, params SpecKey[] keys)
    {
        KeyValue blamed = values[keys[0]]!;
        foreach (SpecKey key in keys.Skip(1))
        {
            blamed = values[key] is { } other && other.Level > blamed.Level ? other : blamed;
        }

        return blamed;
    }

    private void Report(DiagnosticDescriptor descriptor, string key, TextSpan span, params string[] arguments)
    {
        if (_reported.Add((descriptor.Id, span.Start, key)))
        {
            diagnostics.Report(descriptor, span, arguments);
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Grouped(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
