using MnistLstm.Runner.Reports.Tables;

namespace MnistLstm.Runner.Reports.Charts;

/// <summary>A figure of a row over its epochs: of several seeds the mean, the least and the greatest.</summary>
/// <param name="Mean">A value for each epoch, from the first; null where no run has one.</param>
/// <param name="Low">The least.</param>
/// <param name="High">The greatest.</param>
/// <param name="Seeds">How many runs it is of.</param>
internal sealed record SeedCurve(double?[] Mean, double?[] Low, double?[] High, int Seeds)
{
    /// <summary>Whether there is any value.</summary>
    public bool IsEmpty => Array.TrueForAll(Mean, value => value is null);

    /// <summary>A row's figure over the epochs that any of its runs has.</summary>
    /// <param name="row">The row.</param>
    /// <param name="value">The figure of a run's epoch.</param>
    public static SeedCurve Of(ResultRow row, Func<Training.EpochMetrics, double?> value)
    {
        double?[][] runs = [.. row.Runs.Select(run => run.Result.Epochs.Select(value).ToArray())];
        return new SeedCurve(Each(runs, values => values.Average()), Each(runs, Enumerable.Min), Each(runs, Enumerable.Max), runs.Length);
    }

    /// <summary>Over the runs that have the epoch and were evaluated in it.</summary>
    private static double?[] Each(double?[][] runs, Func<IEnumerable<double>, double> summary) =>
    [
        .. Enumerable.Range(0, runs.Max(run => run.Length))
            .Select(epoch => runs.Where(run => epoch < run.Length).Select(run => run[epoch]).OfType<double>().ToArray())
            .Select(values => values.Length == 0 ? (double?)null : summary(values))
    ];
}
