using System.Globalization;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Results;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Reports.Charts;

/// <summary>A figure as a page printed it, epoch by epoch, beside what a row came to in the page's own unit.</summary>
/// <param name="Part">The part of the data: <c>test</c> or <c>train</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Published">As printed; a page that prints the last epoch alone has null before it.</param>
/// <param name="Ours">The row's, in the same unit.</param>
internal sealed record PublishedMetric(string Part, MetricKind Kind, IReadOnlyList<double?> Published, SeedCurve Ours)
{
    private const int LeastDecimals = 4;
    private const int MostDecimals = 6;

    /// <summary>What it is called in tables: <c>test %</c>, <c>test RMSE</c>, <c>test loss</c>.</summary>
    public string Name => NameOf(Part, Kind);

    /// <summary>The name of a figure of a part of the data.</summary>
    public static string NameOf(string part, MetricKind kind) => part + kind switch
    {
        MetricKind.Accuracy => " %",
        MetricKind.Rmse => " RMSE",
        _ => " loss",
    };

    /// <summary>Ours less the published one, for each epoch; null where either is missing.</summary>
    public double? Difference(int index) => index < Published.Count && index < Ours.Mean.Length ? Ours.Mean[index] - Published[index] : null;

    /// <summary>The epochs that both have, as places from 0.</summary>
    public IReadOnlyList<int> Common { get; } = [.. Enumerable.Range(0, Math.Min(Published.Count, Ours.Mean.Length))
        .Where(i => Published[i] is not null && Ours.Mean[i] is not null)];

    /// <summary>The place of the largest difference; null without a common epoch.</summary>
    public int? Largest => Common.Count == 0 ? null : Common.MaxBy(i => Math.Abs(Difference(i)!.Value));

    /// <summary>In how many epochs the published figure lies from the least to the greatest of our seeds.</summary>
    public int Within => Common.Count(i => Ours.Low[i] <= Published[i] && Published[i] <= Ours.High[i]);

    /// <summary>What the spec's reference has, test before train, accuracies and errors before losses.</summary>
    /// <param name="row">The row.</param>
    /// <param name="data">The size of its data set.</param>
    public static IReadOnlyList<PublishedMetric> Of(ResultRow row, DatasetIdentity data)
    {
        if (row.Spec.Reference is not { } reference)
        {
            return [];
        }

        IReadOnlyList<double?> test = reference.TestAccuracies.Count > 0 ? Values(reference.TestAccuracies)
            : AtTheEnd(row, reference.TestAccuracy);
        PublishedMetric[] all =
        [
            new("test", MetricKind.Accuracy, test, SeedCurve.Of(row, epoch => epoch.TestAccuracy)),
            new("test", MetricKind.Rmse, AtTheEnd(row, reference.TestRmse), SeedCurve.Of(row, epoch => epoch.TestErrors?.Rmse)),
            new("test", MetricKind.Loss, Values(reference.TestLosses), TestLoss(row, data)),
            new("train", MetricKind.Accuracy, Values(reference.TrainAccuracies), SeedCurve.Of(row, epoch => epoch.TrainAccuracy)),
            new("train", MetricKind.Loss, Values(reference.TrainLosses), TrainLoss(row, data)),
        ];
        return [.. all.Where(metric => metric.Published.Count > 0)];
    }

    /// <summary>The row's training loss in the unit of its reference; the mean over the samples where it has none.</summary>
    public static SeedCurve TrainLoss(ResultRow row, DatasetIdentity data) =>
        SeedCurve.Of(row, UsesBatchMeans(row.Spec) ? epoch => epoch.TrainLossSum / row.Spec.TrainedSamples(data.TrainCount) : epoch => epoch.TrainLoss);

    /// <summary>The row's test loss in that unit.</summary>
    public static SeedCurve TestLoss(ResultRow row, DatasetIdentity data) =>
        SeedCurve.Of(row, UsesBatchMeans(row.Spec) ? epoch => epoch.TestLossSum / (row.Spec.TestSamples ?? data.TestCount) : epoch => epoch.TestLoss);

    /// <summary>Whether the page's losses are sums of batch means divided by the number of samples.</summary>
    public static bool UsesBatchMeans(RunSpec spec) =>
        spec.Reference is { LossUnit: SpecWords.BatchMeansPerSample } reference && (reference.TrainLosses.Count > 0 || reference.TestLosses.Count > 0);

    // At the epoch whose figures are the row's result; nowhere where the seeds have it from different ones.
    private static IReadOnlyList<double?> AtTheEnd(ResultRow row, double? final) =>
        final is not null && row.Runs.Select(run => ResultEpoch(row.Spec, run.Result.Epochs)).Distinct().ToArray() is [var end]
            ? [.. Enumerable.Repeat((double?)null, end - 1), final] : [];

    private static int ResultEpoch(RunSpec spec, IReadOnlyList<EpochMetrics> epochs) =>
        spec.IsWhole(epochs) && spec.ResultOf(epochs) is { } result ? result.Epoch : spec.Epochs;

    private static double?[] Values(IReadOnlyList<double> values) => [.. values.Select(value => (double?)value)];

    /// <summary>Decimals of a run's losses and errors: as many as the page prints that its reference is of.</summary>
    public static int Decimals(RunSpec spec) => (spec.Reference?.TestLosses ?? []).Concat(spec.Reference?.TrainLosses ?? [])
        .Concat(spec.Reference?.TestRmse is { } rmse ? [rmse] : [])
        .Select(loss => Math.Clamp(loss.ToString("0.##########", CultureInfo.InvariantCulture).Split('.') is [_, var digits] ? digits.Length : 0,
            LeastDecimals, MostDecimals))
        .DefaultIfEmpty(LeastDecimals).Max();
}
