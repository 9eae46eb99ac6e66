namespace MnistLstm.Engine.Numerics;

/// <summary>
/// The transcendental functions of exact/1, one float at a time, from IEEE operations and fused multiply-adds alone: the definition,
/// and the oracle of the vector form (<see cref="Kernels.Simd.VectorMath{S, V}"/>). docs/numerics.md states errors and special values.
/// </summary>
internal static class ScalarMath
{
    /// <summary>1.5·2^23 + 127: adding it to n rounds n to an integer and leaves n + 127 in the low bits, the exponent's bits of 2^n.</summary>
    public const float Shift = 12583039f;

    /// <summary>log2(e) rounded to float.</summary>
    public const float Log2E = 1.44269504f;

    /// <summary>-ln 2 rounded to float.</summary>
    public const float MinusLn2 = -0.693147182f;

    /// <summary>-ln 2 - MinusLn2.</summary>
    public const float MinusLn2Low = 1.904654323e-9f;

    // e^r - 1 = r + r²·(C2 + r·(C3 + …)) for |r| <= ln(2)/2: minimax, 3.1e-9 of e^r.
    public const float C2 = 0.499999934321f;
    public const float C3 = 0.16666520399f;
    public const float C4 = 0.0416683907835f;
    public const float C5 = 0.00836874510894f;
    public const float C6 = 0.00138145401768f;

    /// <summary>Below it exp gives 0: the result would be subnormal.</summary>
    public const float ExpLow = -87.33654f;

    /// <summary>Above it exp gives infinity.</summary>
    public const float ExpHigh = 88.37626f;

    /// <summary>From here on e^x is infinite by far, and half of it finite.</summary>
    public const float SigmoidHigh = 88.9f;

    /// <summary>From here on tanh is 1 in float.</summary>
    public const float TanhHigh = 9.1f;

    /// <summary>e^x. 0 below <see cref="ExpLow"/>, infinity above <see cref="ExpHigh"/>, NaN for NaN.</summary>
    public static float Exp(float x)
    {
        if (x < ExpLow)
        {
            return 0f;
        }

        if (ExpHigh < x)
        {
            return float.PositiveInfinity;
        }

        float shifted = MathF.FusedMultiplyAdd(x, Log2E, Shift);
        float n = shifted - Shift;
        float r = MathF.FusedMultiplyAdd(n, MinusLn2, x);
        r = MathF.FusedMultiplyAdd(n, MinusLn2Low, r);
        float scale = PowerOfTwo(shifted);
        return MathF.FusedMultiplyAdd(scale, ExpMinus1(r), scale);
    }

    /// <summary>1 / (1 + e^-x), from half of e^-x, which is finite wherever the sum is.</summary>
    public static float Sigmoid(float x)
    {
        float a = 0f - x;
        if (a < ExpLow)
        {
            return 1f;
        }

        if (SigmoidHigh < a)
        {
            a = SigmoidHigh;
        }

        float shifted = MathF.FusedMultiplyAdd(a, Log2E, Shift - 1f);
        float n = shifted - (Shift - 1f);
        float r = MathF.FusedMultiplyAdd(n, MinusLn2, a);
        r = MathF.FusedMultiplyAdd(n, MinusLn2Low, r);
        float scale = PowerOfTwo(shifted);
        float half = MathF.FusedMultiplyAdd(scale, ExpMinus1(r), scale);
        return 1f / MathF.FusedMultiplyAdd(half, 2f, 1f);
    }

    /// <summary>|tanh(x)| = -m / (m + 2) with m = e^(-2|x|) - 1, under the sign of x.</summary>
    public static float Tanh(float x)
    {
        float a = MathF.Abs(x);
        if (TanhHigh < a)
        {
            a = TanhHigh;
        }

        a *= -2f;
        float shifted = MathF.FusedMultiplyAdd(a, Log2E, Shift);
        float n = shifted - Shift;
        float r = MathF.FusedMultiplyAdd(n, MinusLn2, a);
        float scale = PowerOfTwo(shifted);
        float m = MathF.FusedMultiplyAdd(scale, ExpMinus1(r), scale - 1f);
        return MathF.CopySign(m / (m + 2f), x);
    }

    /// <summary>The natural logarithm, computed in double and rounded once. NaN below 0, -infinity at 0.</summary>
    public static float Log(float x)
    {
        if (!(x > 0f))
        {
            return x == 0f ? float.NegativeInfinity : float.NaN;
        }

        if (float.IsPositiveInfinity(x))
        {
            return x;
        }

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
        double p = 1.0 / 19;
        for (int k = 17; k >= 1; k -= 2)
        {
            p = Math.FusedMultiplyAdd(p, z, 1.0 / k);
        }

        return (float)Math.FusedMultiplyAdd(e, 0.69314718055994531, 2.0 * s * p);
    }

    private static float ExpMinus1(float r)
    {
        float p = MathF.FusedMultiplyAdd(C6, r, C5);
        p = MathF.FusedMultiplyAdd(p, r, C4);
        p = MathF.FusedMultiplyAdd(p, r, C3);
        p = MathF.FusedMultiplyAdd(p, r, C2);
        return MathF.FusedMultiplyAdd(r * r, p, r);
    }

    private static float PowerOfTwo(float shifted) =>
        BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(shifted) << 23);
}
