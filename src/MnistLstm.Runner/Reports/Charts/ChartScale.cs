namespace MnistLstm.Runner.Reports.Charts;

/// <summary>What the axes of a chart span; charts that are to be compared share one.</summary>
/// <param name="Low">The least value.</param>
/// <param name="High">The greatest.</param>
/// <param name="Epochs">The last epoch.</param>
internal sealed record ChartScale(double Low, double High, int Epochs)
{
    /// <summary>What holds all lines, a little more where they are all one value; null when they have no value at all.</summary>
    public static ChartScale? Of(IReadOnlyList<ChartLine> lines)
    {
        double[] known = [.. lines.SelectMany(line => line.Known)];
        if (known.Length == 0)
        {
            return null;
        }

        (double low, double high) = (known.Min(), known.Max());
        double room = low == high ? Math.Max(1e-9, Math.Abs(low) * 0.01) : 0;
        return new ChartScale(low - room, high + room, lines.Max(line => line.Values.Count));
    }
}
