using System.Globalization;

namespace MnistLstm.Generators.Parsing.Text;

/// <summary>The values a number may take. Infinities as bounds stand for "no bound"; no range holds an infinity or NaN.</summary>
internal sealed record NumberRange(double Min, double Max, bool WithoutMin = false, bool WithoutMax = false)
{
    public static readonly NumberRange Positive = new(0, double.PositiveInfinity, WithoutMin: true);

    public static readonly NumberRange NotNegative = new(0, double.PositiveInfinity);

    public static readonly NumberRange Fraction = new(0, 1);

    public static NumberRange AtLeast(double min) => new(min, double.PositiveInfinity);

    public bool Contains(double value) =>
        !double.IsNaN(value) && !double.IsInfinity(value)
        && (WithoutMin ? value > Min : value >= Min)
        && (WithoutMax ? value < Max : value <= Max);

    /// <summary>In words, to follow "must be": <c>from 1 to 4096</c>.</summary>
    public override string ToString()
    {
        string lower = $"{(WithoutMin ? "greater than" : "at least")} {Text(Min)}";
        return double.IsInfinity(Max) ? lower
            : !WithoutMin && !WithoutMax ? $"from {Text(Min)} to {Text(Max)}"
            : $"{lower} and {(WithoutMax ? "less than" : "at most")} {Text(Max)}";
    }

    private static string Text(double bound) => bound.ToString("R", CultureInfo.InvariantCulture);
}
