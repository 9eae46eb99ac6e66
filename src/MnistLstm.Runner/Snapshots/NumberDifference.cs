using System.Globalization;

namespace MnistLstm.Runner.Snapshots;

/// <summary>Says how far two numbers are apart: in units in the last place while that is a small number, else relatively.</summary>
internal static class NumberDifference
{
    private const ulong MostUlps = 1000;

    /// <summary><c>1 ulp</c>, <c>17 ulps</c>, <c>relative 2.9e-3</c>.</summary>
    public static string Describe(double expected, double got)
    {
        ulong ulps = Ulps(expected, got);
        if (ulps <= MostUlps)
        {
            return ulps == 1 ? "1 ulp" : string.Create(CultureInfo.InvariantCulture, $"{ulps} ulps");
        }

        double scale = expected == 0 ? Math.Abs(got) : Math.Abs(expected);
        return "relative " + (Math.Abs(got - expected) / scale).ToString("0.0e-0", CultureInfo.InvariantCulture);
    }

    /// <summary>How many steps from one double to the next lie between two finite numbers; +0 and -0 are one apart, as their bits differ.</summary>
    public static ulong Ulps(double a, double b)
    {
        long x = Ordered(a);
        long y = Ordered(b);
        return x > y ? unchecked((ulong)x - (ulong)y) : unchecked((ulong)y - (ulong)x);
    }

    private static long Ordered(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        return bits < 0 ? long.MinValue - bits - 1 : bits;
    }
}
