using System.Globalization;
using System.Runtime.CompilerServices;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Results.Texts;
using MnistLstm.Training;

namespace MnistLstm.Runner.Snapshots;

/// <summary>Where two lists of epochs first part.</summary>
/// <param name="Epoch">The epoch's number.</param>
/// <param name="Key">The metric.</param>
/// <param name="Expected">Its accepted value as text.</param>
/// <param name="Got">The value now.</param>
/// <param name="Distance">How far apart the two are; null where that says nothing.</param>
internal sealed record EpochDifference(int Epoch, string Key, string Expected, string Got, string? Distance)
{
    private const string WeightsKey = "weights_sha256";
    private const int ShownHashDigits = 16;

    /// <summary>What the epoch is called: <c>epoch 3</c>, or where steps are counted <c>step 300</c>.</summary>
    public string Row { get; init; } = string.Create(CultureInfo.InvariantCulture, $"epoch {Epoch}");

    /// <summary>The first metric of the first epoch whose bits differ, over the epochs both have; null when there is none.</summary>
    /// <param name="accepted">The accepted epochs.</param>
    /// <param name="result">The epochs now.</param>
    /// <param name="unevaluatedMatches">True when the numbers of epochs differ on purpose: with evaluation at the end only, an epoch that is the last of one
    /// and not of the other is evaluated once.</param>
    public static EpochDifference? First(IReadOnlyList<EpochMetrics> accepted, IReadOnlyList<EpochMetrics> result, bool unevaluatedMatches)
    {
        for (int i = 0; i < Math.Min(accepted.Count, result.Count); i++)
        {
            (EpochMetrics expected, EpochMetrics got) = (accepted[i], result[i]);
            if (IsSame(expected, got))
            {
                continue;
            }

            foreach (Metric metric in Metric.All)
            {
                if (Between(got, metric.Key, metric.Value(expected), metric.Value(got), unevaluatedMatches) is { } difference)
                {
                    return difference;
                }
            }

            if (expected.WeightsSha256 != got.WeightsSha256)
            {
                return new EpochDifference(got.Epoch, WeightsKey, Shorten(expected.WeightsSha256), Shorten(got.WeightsSha256), null)
                    { Row = RowText.Of(got) };
            }
        }

        return null;
    }

    /// <summary>The first metric of the first epoch that is farther from the accepted value than the tolerance allows; metrics without a tolerance, and hashes,
    /// are not looked at.</summary>
    public static EpochDifference? FirstBeyond(EngineTolerance tolerance, IReadOnlyList<EpochMetrics> accepted, IReadOnlyList<EpochMetrics> result,
        bool unevaluatedMatches)
    {
        foreach ((EpochMetrics expected, EpochMetrics got) in accepted.Zip(result))
        {
            foreach (Metric metric in Metric.All)
            {
                if (tolerance.Of(metric) is not { } allowed)
                {
                    continue;
                }

                (double? x, double? y) = (metric.Value(expected), metric.Value(got));
                if (x is { } a && y is { } b)
                {
                    if (!(Math.Abs(a - b) <= allowed))
                    {
                        string distance = string.Create(CultureInfo.InvariantCulture, $"off by {Math.Abs(a - b):0.0000}, tolerance {allowed:R}");
                        return new EpochDifference(got.Epoch, metric.Key, EpochText.Number(x), EpochText.Number(y), distance) { Row = RowText.Of(got) };
                    }
                }
                else if (Between(got, metric.Key, x, y, unevaluatedMatches) is { } difference)
                {
                    return difference;
                }
            }
        }

        return null;
    }

    /// <summary>The lines that tell it.</summary>
    public IEnumerable<string> Lines()
    {
        int width = Math.Max(Expected.Length, Got.Length);
        yield return $"first difference  {Row}, {Key}";
        yield return $"  expected  {Expected}";
        yield return Distance is null ? $"  got       {Got}" : $"  got       {Got.PadRight(width)}   ({Distance})";
    }

    private static EpochDifference? Between(EpochMetrics row, string key, double? expected, double? got, bool unevaluatedMatches)
    {
        if (expected is { } x && got is { } y)
        {
            return BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y)
                ? null
                : new EpochDifference(row.Epoch, key, EpochText.Number(x), EpochText.Number(y), NumberDifference.Describe(x, y)) { Row = RowText.Of(row) };
        }

        return expected is null == got is null || unevaluatedMatches
            ? null
            : new EpochDifference(row.Epoch, key, expected is null ? "not evaluated" : EpochText.Number(expected),
                got is null ? "not evaluated" : EpochText.Number(got), null) { Row = RowText.Of(row) };
    }

    // As it is for nearly every epoch, and there may be ten thousands: every bit is the same.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsSame(EpochMetrics a, EpochMetrics b) =>
        IsSame(a.TrainLoss, b.TrainLoss) && IsSame(a.TrainAccuracy, b.TrainAccuracy) && IsSame(a.ValidationLoss, b.ValidationLoss)
        && IsSame(a.ValidationAccuracy, b.ValidationAccuracy) && IsSame(a.TestLoss, b.TestLoss) && IsSame(a.TestAccuracy, b.TestAccuracy)
        && IsSame(a.LastBatchLoss, b.LastBatchLoss) && IsSame(a.TrainLossSum, b.TrainLossSum) && IsSame(a.TestLossSum, b.TestLossSum)
        && a.TrainErrors is null && b.TrainErrors is null && a.ValidationErrors is null && b.ValidationErrors is null
        && a.TestErrors is null && b.TestErrors is null && string.Equals(a.WeightsSha256, b.WeightsSha256, StringComparison.Ordinal);

    private static bool IsSame(double? a, double? b) => a.HasValue == b.HasValue
        && BitConverter.DoubleToInt64Bits(a.GetValueOrDefault()) == BitConverter.DoubleToInt64Bits(b.GetValueOrDefault());

    private static string Shorten(string hash) => hash.Length > ShownHashDigits ? hash[..ShownHashDigits] + "…" : hash;
}
