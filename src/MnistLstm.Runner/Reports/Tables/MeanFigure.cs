using System.Globalization;

namespace MnistLstm.Runner.Reports.Tables;

/// <summary>What a figure of a row's runs comes to: an accuracy, or an error of predicted numbers.</summary>
/// <param name="values">Those there are.</param>
/// <param name="runs">How many there could be.</param>
/// <param name="text">How one is written.</param>
internal sealed class MeanFigure(double[] values, int runs, Func<double, string> text)
{
    /// <summary>The mean; null when there is none.</summary>
    public double? Mean => values.Length == 0 ? null : values.Average();

    /// <summary>The sample standard deviation (n - 1); null for fewer than two.</summary>
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

        string spread = Deviation is { } deviation ? " ± " + text(deviation) : "";
        string count = runs == 1 ? "" : values.Length == runs ? $" ({Text(runs)})" : $" ({Text(values.Length)} of {Text(runs)})";
        return text(mean) + spread + count;
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
