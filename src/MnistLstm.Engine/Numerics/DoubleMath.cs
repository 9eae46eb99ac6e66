namespace MnistLstm.Engine.Numerics;

/// <summary>What the scalars of optimizers and schedulers need beyond IEEE operations, without the C library.</summary>
internal static class DoubleMath
{
    /// <summary>
    /// x^n for n ≥ 0, by repeated squaring in double-double arithmetic (products split exactly by FMA, as in Dekker 1971), so that the
    /// result is the correctly rounded one but for rare ties, as a good <c>pow</c> gives it.
    /// </summary>
    public static double Power(double x, int n)
    {
        (double High, double Low) result = (1.0, 0.0);
        (double High, double Low) square = (x, 0.0);
        for (int left = n; left > 0; left >>= 1)
        {
            if ((left & 1) != 0)
            {
                result = Multiply(result, square);
            }

            square = Multiply(square, square);
        }

        return result.High;
    }

    /// <summary>
    /// cos(x) for 0 ≤ x ≤ 10^5, from Taylor's series in double-double arithmetic, so that the result is the correctly rounded one but for rare ties.
    /// </summary>
    public static double Cos(double x) => Cosine(x, quarters: 0);

    /// <summary>sin(x), likewise.</summary>
    public static double Sin(double x) => Cosine(x, quarters: 3);

    /// <summary>ln(x) for 0 &lt; x ≤ 1, to about a unit in the last place.</summary>
    public static double Log(double x)
    {
        // x = m·2^e with m in [sqrt(1/2), sqrt(2)); log m = 2·atanh(s), s = (m - 1)/(m + 1).
        long bits = BitConverter.DoubleToInt64Bits(x);
        long e = (bits >> 52) - 1023;
        double m = BitConverter.Int64BitsToDouble((bits & 0x000FFFFFFFFFFFFF) | 0x3FF0000000000000);
        if (m > 1.4142135623730951)
        {
            m *= 0.5;
            e++;
        }

        double s = (m - 1.0) / (m + 1.0);
        double z = s * s;
        double p = 1.0 / 21;
        for (int k = 19; k >= 1; k -= 2)
        {
            p = Math.FusedMultiplyAdd(p, z, 1.0 / k);
        }

        return Math.FusedMultiplyAdd(e, 0.69314718055994531, 2.0 * s * p);
    }

    // cos(x + quarters·π/2).
    private static double Cosine(double x, int quarters)
    {
        // x = n·π/2 + r with |r| ≤ π/4 about; π/2 in three parts, of which the first times n is split exactly and cancels exactly against x.
        const double HalfPi = Math.PI / 2;
        const double HalfPiLow = 6.123233995736766e-17;
        const double HalfPiLowest = -1.4973849048591833e-33;
        double n = Math.Floor((x / HalfPi) + 0.5);
        double product = n * HalfPi;
        (double High, double Low) r = Add((x - product, 0), -Math.FusedMultiplyAdd(n, HalfPi, -product));
        double middle = n * HalfPiLow;
        r = Add(r, -middle);
        r = Add(r, -Math.FusedMultiplyAdd(n, HalfPiLow, -middle) - (n * HalfPiLowest));

        // cos(n·π/2 + r) is cos r, -sin r, -cos r, sin r for n = 0, 1, 2, 3 modulo 4.
        int quarter = (int)(((long)n + quarters) & 3);
        bool odd = (quarter & 1) != 0;
        (double High, double Low) square = Multiply(r, r);
        (double High, double Low) term = odd ? r : (1.0, 0.0);
        (double High, double Low) sum = term;
        for (int k = odd ? 2 : 1; k <= 28; k += 2)
        {
            term = Divide(Multiply(term, square), -(double)(k * (k + 1)));
            sum = Add(Add(sum, term.High), term.Low);
        }

        return quarter is 1 or 2 ? -sum.High : sum.High;
    }

    /// <summary>0.96^y for 0 ≤ y, by e^(y·ln 0.96) in double-double arithmetic, so that the result is the correctly rounded one but for rare ties. Below
    /// 2^-1000 it is 0.</summary>
    public static double PowerOf096(double y)
    {
        // ln 0.96 and ln 2, each the nearest double and the nearest to what is left.
        const double Log096 = -0.040821994520255166;
        const double Log096Low = -8.893492737632459e-19;
        const double Log2 = 0.6931471805599453;
        const double Log2Low = 2.3190468138462996e-17;
        (double High, double Low) x = Multiply((Log096, Log096Low), (y, 0));
        double n = Math.Floor((x.High / Log2) + 0.5);
        if (!(n > -1000))
        {
            return 0;
        }

        // x = n·ln 2 + r with |r| ≤ ln 2 / 2 about.
        (double High, double Low) multiple = Multiply((Log2, Log2Low), (-n, 0));
        (double High, double Low) r = Add(Add(x, multiple.High), multiple.Low);
        (double High, double Low) term = (1.0, 0.0);
        (double High, double Low) sum = term;
        for (int k = 1; k <= 30; k++)
        {
            term = Divide(Multiply(term, r), k);
            sum = Add(Add(sum, term.High), term.Low);
        }

        return sum.High * BitConverter.Int64BitsToDouble((1023L + (long)n) << 52);
    }

    private static (double High, double Low) Add((double High, double Low) a, double b)
    {
        double sum = a.High + b;
        double part = sum - a.High;
        double error = (a.High - (sum - part)) + (b - part) + a.Low;
        double high = sum + error;
        return (high, error - (high - sum));
    }

    private static (double High, double Low) Divide((double High, double Low) a, double b)
    {
        double quotient = a.High / b;
        double rest = (Math.FusedMultiplyAdd(-quotient, b, a.High) + a.Low) / b;
        double high = quotient + rest;
        return (high, rest - (high - quotient));
    }

    private static (double High, double Low) Multiply((double High, double Low) a, (double High, double Low) b)
    {
        double product = a.High * b.High;
        double error = Math.FusedMultiplyAdd(a.High, b.High, -product);
        error = Math.FusedMultiplyAdd(a.High, b.Low, error);
        error = Math.FusedMultiplyAdd(a.Low, b.High, error);
        double high = product + error;
        return (high, error - (high - product));
    }
}
