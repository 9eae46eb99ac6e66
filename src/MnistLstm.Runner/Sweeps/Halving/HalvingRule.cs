using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Training;

namespace MnistLstm.Runner.Sweeps.Halving;

/// <summary>Who goes on from a rung. It looks at the held-out samples alone, and its figures decide, not the order in which they came.</summary>
internal static class HalvingRule
{
    /// <summary>A run's figures after a rung's epochs; null when it has not come so far, for a reason that is none of the run's own.</summary>
    /// <param name="result">The run as far as it was trained.</param>
    /// <param name="epoch">The rung's epochs. What was trained beyond them does not count.</param>
    public static HalvingFigure? FigureOf(RunResult result, int epoch)
    {
        RunSpec spec = result.Spec;
        if (result is { Status: RunStatus.Failed, Cause: TrainingDivergedException or ArithmeticException })
        {
            return new HalvingFigure(spec.Name, result.Fingerprint, null, null, null, result.Error);
        }

        EpochMetrics[] done = [.. result.Epochs.Take(epoch)];
        bool isThere = result.Status is RunStatus.Completed or RunStatus.Cached or RunStatus.Halted && (done.Length == epoch || spec.IsWhole(done));
        return isThere && spec.ResultOf(done) is { } judged
            ? new HalvingFigure(spec.Name, result.Fingerprint, judged.ValidationAccuracy, judged.ValidationErrors?.Rmse, judged.ValidationLoss, null)
            : null;
    }

    /// <summary>Puts candidates in order and says which go on: the best by the mean accuracy on the held-out samples (of predicted numbers by the least RMSE),
    /// then by the least mean loss, then by name. Those with a run that diverged come last and do not go on.</summary>
    /// <param name="step">The rung.</param>
    /// <param name="candidates">The candidates with a figure for each of their runs, by name.</param>
    public static HalvingRung Decide(HalvingStep step, IEnumerable<(string Name, IReadOnlyList<HalvingFigure> Runs)> candidates)
    {
        HalvingPlace[] places =
        [
            .. candidates.Select(candidate => Place(candidate.Name, candidate.Runs))
                .OrderBy(place => place.IsLost)
                .ThenByDescending(place => place.ValidationAccuracy)
                .ThenBy(place => place.ValidationRmse)
                .ThenBy(place => place.ValidationLoss)
                .ThenBy(place => place.Name, StringComparer.Ordinal),
        ];
        return new HalvingRung(step.Epoch, [.. places.Select((place, rank) => place with { GoesOn = rank < step.GoOn && !place.IsLost })]);
    }

    private static HalvingPlace Place(string name, IReadOnlyList<HalvingFigure> runs) => new(
        name, GoesOn: false, Mean(runs, run => run.ValidationAccuracy), Mean(runs, run => run.ValidationRmse), Mean(runs, run => run.ValidationLoss), runs);

    // The runs are in the order of their names, so the sum has one order.
    private static double? Mean(IReadOnlyList<HalvingFigure> runs, Func<HalvingFigure, double?> figure)
    {
        double sum = 0;
        foreach (HalvingFigure run in runs)
        {
            if (figure(run) is not { } value)
            {
                return null;
            }

            sum += value;
        }

        return sum / runs.Count;
    }
}
