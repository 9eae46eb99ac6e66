using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Text;
using MnistLstm.Training;
using MnistLstm.Training.Networks;
using MnistLstm.Training.Settings;

namespace MnistLstm.Generators.Parsing.Values;

/// <summary>What a run's values ask of its data and its network: samples that there are, a loss that fits, a model that is not too large. A rule is silent
/// where a value it needs was reported as wrong.</summary>
/// <param name="report">Takes the faults.</param>
internal sealed class DataRules(RuleReport report)
{
    /// <summary>Reports every rule that a run breaks.</summary>
    /// <param name="values">The run's values.</param>
    /// <param name="run">The run's name, when it is one of a family.</param>
    public void Check(RunValues values, string? run)
    {
        string suffix = run is null ? "" : $"; so it is in the run '{run}'";
        CheckInput(values, suffix);
        CheckNormalize(values, suffix);
        CheckInitial(values, suffix);
        CheckLoss(values, suffix);
        CheckWarmup(values, suffix);
        if (CycleRules.StepsWithoutPhase(values) is long steps)
        {
            KeyValue part = values.Blamed(ScheduleKeys.PctStart, ScheduleKeys.LrScheduler, ScheduleKeys.ThreePhase,
                values[StepKeys.Steps] is null ? KeyTable.Epochs : StepKeys.Steps, KeyTable.BatchSize);
            report.Add(DiagnosticDescriptors.PhaseWithoutSteps, "", part.Span, values.Word(ScheduleKeys.PctStart)!, Text(steps), suffix);
        }

        CheckSamples(values, KeyTable.TrainSamples, "training", suffix);
        CheckSamples(values, KeyTable.TestSamples, "test", suffix);
        CheckValidation(values, suffix);
        if (values.Network() is { ParameterCount: > int.MaxValue and var count })
        {
            KeyValue blamed = values[KeyTable.Model] ?? values.Blamed(KeyTable.HiddenSize, KeyTable.Layers, KeyTable.Direction, KeyTable.Cell);
            report.Add(DiagnosticDescriptors.ModelTooLarge, "", blamed.Span, Grouped(count), Grouped(int.MaxValue), suffix);
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
            report.Add(DiagnosticDescriptors.OnlyWarmup, "", values.Blamed(ScheduleKeys.WarmupIters, KeyTable.Epochs, StepKeys.Steps).Span, Text(iters),
                Text(there), steps ? "training steps" : "epochs", suffix);
        }
    }

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
        report.Add(
            DiagnosticDescriptors.UndividedInput, "", values.Blamed(KeyTable.InputSize, KeyTable.Dataset).Span,
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
                report.Add(DiagnosticDescriptors.OtherFeatures, key.Name, given.Span, Text(counts[i]), key.Name, data.Name, Text(data.Shape.Features), suffix);
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
            if (!has && !refused && values.IsGiven(key))
            {
                report.Add(DiagnosticDescriptors.NothingToInitialize, key.Name, values.Blamed(key, KeyTable.Bias).Span, key.Name, what, suffix);
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
            report.Add(DiagnosticDescriptors.LossOfOtherData, "", values.Blamed(KeyTable.Loss, KeyTable.Dataset).Span, loss,
                data.Shape.HasTargets ? "classes" : "targets", data.Name, data.Answers, values.Default(KeyTable.Loss)!, suffix);
        }

        foreach (SpecKey key in new[] { KeyTable.LabelSmoothing, KeyTable.ClassWeights }.Where(key => data.Shape.HasTargets && values.IsGiven(key)))
        {
            report.Add(DiagnosticDescriptors.OfClassesOnly, key.Name, values.Blamed(key, KeyTable.Dataset).Span, key.Name, data.Name, data.Answers, suffix);
        }

        if (!data.Shape.HasTargets && values.IsGiven(KeyTable.ClassWeights))
        {
            KeyValue given = values[KeyTable.ClassWeights]!;
            string[] weights = given.Canonical.Trim('[', ']').Split(',');
            if (weights.Length != data.Shape.Classes)
            {
                report.Add(DiagnosticDescriptors.OtherClasses, "", values.Blamed(KeyTable.ClassWeights, KeyTable.Dataset).Span, Text(weights.Length),
                    data.Name, Text(data.Shape.Classes), data.ShownClasses, suffix);
            }

            if (weights.All(NumberText.IsZero))
            {
                report.Add(DiagnosticDescriptors.NoClassWeight, "", given.Span, suffix);
            }
        }

        if (data.Shape.HasTargets && values.Word(KeyTable.Head) == SpecWords.SoftmaxHead)
        {
            report.Add(DiagnosticDescriptors.SoftmaxOfNumbers, "", values.Blamed(KeyTable.Head, KeyTable.Dataset).Span, data.Name, data.Answers, suffix);
        }
    }

    private void CheckSamples(RunValues values, SpecKey key, string which, string suffix)
    {
        if (values.Number(key) is long count && values.Available(key) is int available && count > available)
        {
            KeyValue blamed = values.Blamed(key, KeyTable.Dataset);
            string shown = count.ToString(CultureInfo.InvariantCulture);
            report.Add(DiagnosticDescriptors.TooManySamples, key.Name, blamed.Span, key.Name, shown, values.Word(KeyTable.Dataset)!,
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

        if (held == 0 && values.IsGiven(KeyTable.ValidationFraction))
        {
            report.Add(DiagnosticDescriptors.NothingHeldOut, "", values.Blamed(KeyTable.ValidationFraction, KeyTable.TrainSamples, KeyTable.Dataset).Span,
                values.Word(KeyTable.ValidationFraction)!, Text(images), suffix);
        }

        if (held < images)
        {
            if (values.Word(KeyTable.DropLast) == "true" && values.Number(KeyTable.BatchSize) is long batch && batch > images - held)
            {
                KeyValue last = values.Blamed(KeyTable.DropLast, KeyTable.BatchSize, KeyTable.TrainSamples, KeyTable.Dataset);
                report.Add(DiagnosticDescriptors.NoWholeBatch, "", last.Span, Text(batch), Text(images - held), suffix);
            }

            return;
        }

        KeyValue blamed = values.Blamed(KeyTable.ValidationSamples, KeyTable.TrainSamples, KeyTable.Dataset);
        string count = images.ToString(CultureInfo.InvariantCulture);
        report.Add(DiagnosticDescriptors.NothingToTrainOn, "", blamed.Span, held.ToString(CultureInfo.InvariantCulture), count,
            (images - 1).ToString(CultureInfo.InvariantCulture), suffix);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Grouped(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
