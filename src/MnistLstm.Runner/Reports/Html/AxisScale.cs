using System.Globalization;
using MnistLstm.Engine.Modules;
using MnistLstm.Runner.Reports.Writing;

namespace MnistLstm.Runner.Reports.Html;

/// <summary>Where a value lies on an axis, and which values the axis names.</summary>
/// <param name="Place">A value's place: 0 at the least, 1 at the greatest.</param>
/// <param name="Ticks">The values that are named, with their names.</param>
/// <param name="Note">What a reader must know of the axis; null where it is a plain one.</param>
internal sealed record AxisScale(Func<double, double> Place, IReadOnlyList<(double Value, string Text)> Ticks, string? Note)
{
    private const double GoodAccuracy = 0.9;
    private const double WideRange = 20;
    private static readonly double[] s_accuracies = [0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9998, 0.9999, 1];

    /// <summary>
    /// For accuracies, fractions. Where they come near 1 the axis is one of the error's logarithm: from 98 to 99 % is as far as from 80 to 90 %,
    /// since both halve the error.
    /// </summary>
    public static AxisScale OfAccuracy(IReadOnlyCollection<double> values)
    {
        (double low, double high) = (values.Min(), values.Max());
        if (high < GoodAccuracy || high - low < 0.002)
        {
            return Linear(Math.Max(0, low), Math.Min(1, high), 100, " %");
        }

        // All correct has no logarithm; it lies where half of the least error would.
        double[] errors = [.. values.Select(value => 1 - value).Where(error => error > 1e-9)];
        double least = Math.Max(1e-5, errors.DefaultIfEmpty(0.001).Min() / (high >= 1 ? 2 : 1));
        double from = -Math.Log10(Math.Max(least, 1 - low));
        double to = -Math.Log10(least);
        (from, to) = to - from < 0.1 ? (from - 0.05, to + 0.05) : (from - (0.03 * (to - from)), to + (0.03 * (to - from)));
        double Place(double value) => (-Math.Log10(Math.Max(least, 1 - value)) - from) / (to - from);
        (double, string)[] ticks = [.. s_accuracies.Where(value => value < 1 ? 1 - value > least * 0.999 : high >= 1)
            .Where(value => Place(value) is >= -0.001 and <= 1.001).Select(value => (value, Trim(value * 100) + " %"))];
        return ticks.Length < 2 ? Linear(low, high, 100, " %") : new AxisScale(Place, ticks, "The axis is stretched near 100 %.");
    }

    /// <summary>For losses; the logarithm's where they lie far apart.</summary>
    public static AxisScale OfLoss(IReadOnlyCollection<double> values)
    {
        (double low, double high) = (values.Min(), values.Max());
        if (low <= 0 || high / low < WideRange)
        {
            return Linear(low, high, 1, "");
        }

        (double from, double to) = (Math.Log10(low) - 0.05, Math.Log10(high) + 0.05);
        int first = (int)Math.Floor(from);
        double[] parts = to - from > 2.5 ? [1] : [1, 2, 5];
        IEnumerable<double> all = Enumerable.Range(first, (int)Math.Ceiling(to) - first + 1)
            .SelectMany(power => parts.Select(part => part * Math.Pow(10, power)));
        return new AxisScale(
            value => (Math.Log10(Math.Max(value, 1e-300)) - from) / (to - from),
            [.. all.Where(value => Math.Log10(value) >= from && Math.Log10(value) <= to).Select(value => (value, Trim(value)))],
            "The axis is logarithmic.");
    }

    private static AxisScale Linear(double low, double high, double factor, string unit)
    {
        double range = high - low;
        double least = Math.Max(1e-9, Math.Abs(high) * 1e-3);
        (low, high) = range < least ? (low - least, high + least) : (low - (0.04 * range), high + (0.04 * range));
        double rough = (high - low) / 5;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = power * (rough / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 };
        (double from, double to) = (low, high);
        string format = "F" + Math.Clamp(-(int)Math.Floor(Math.Log10(step * factor * 1.0001)), 0, 9).ToString(CultureInfo.InvariantCulture);
        long firstStep = (long)Math.Ceiling(low / step);
        return new AxisScale(
            value => (value - from) / (to - from),
            [.. Enumerable.Range(0, 20).Select(i => (firstStep + i) * step).TakeWhile(value => value <= high)
                .Select(value => (value, (value * factor).ToString(format, CultureInfo.InvariantCulture) + unit))],
            null);
    }

    private static string Trim(double value) => Math.Abs(value) is < 1e-4 and > 0 ? Figures.Loss(value)
        : value.ToString("0.######", CultureInfo.InvariantCulture);
}
