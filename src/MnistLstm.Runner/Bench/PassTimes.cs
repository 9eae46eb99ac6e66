namespace MnistLstm.Runner.Bench;

/// <summary>Seconds that single passes took, round by round.</summary>
/// <param name="Seconds">A row a round, a column a <see cref="BenchPass"/>; NaN for a pass that the subject does not have.</param>
/// <param name="Repetitions">Passes within each sample, of which it is the mean.</param>
internal sealed record PassTimes(IReadOnlyList<double[]> Seconds, int Repetitions)
{
    public int Rounds => Seconds.Count;

    public double Median(BenchPass pass) => Median(Seconds.Select(round => round[(int)pass]));

    public double Min(BenchPass pass) => Seconds.Min(round => round[(int)pass]);

    /// <summary>The two passes of a round are neighbours in time, so what slows the machine for a while slows both.</summary>
    public double MedianDifference(BenchPass shorter, BenchPass longer) =>
        Median(Seconds.Select(round => round[(int)longer] - round[(int)shorter]));

    /// <summary>The middle one, or the mean of the two in the middle.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
