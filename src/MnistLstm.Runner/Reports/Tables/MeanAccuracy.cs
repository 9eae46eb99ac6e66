using System.Globalization;
using MnistLstm.Runner.Reports.Writing;

namespace MnistLstm.Runner.Reports.Tables;

/// <summary>What the accuracies of a row's runs come to.</summary>
/// <param name="values">Those there are, fractions.</param>
/// <param name="runs">How many there could be.</param>
internal sealed class MeanAccuracy(double[] values, int runs)
{
    /// <summary>The mean, a fraction; null when there is no accuracy.</summary>
    public double? Mean => values.Length == 0 ? null : values.Average();

    /// <summary>The sample standard deviation (n - 1); null for fewer than two accuracies.</summary>
    public double? Deviation
    {
        get
        {
            double mean = Mean ?? 0;
            return values.Length < 2 ? null : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
        }
    }

    /// <summary><c>98.10</c>; <c>98.10 ± 0.21 (3)</c> for several runs, <c>(2 of 3)</c> where some have no figure yet; <c>-</c> without any.</summary>
    public override string ToString()
    {
        if (Mean is not { } mean)
        {
            return "-";
        }

        string spread = Deviation is { } deviation ? " ± " + Figures.Percent(deviation) : "";
        string count = runs == 1 ? "" : values.Length == runs ? $" ({Text(runs)})" : $" ({Text(values.Length)} of {Text(runs)})";
        return Figures.Percent(mean) + spread + count;
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
