using System.Runtime.CompilerServices;
using MnistLstm.Engine.Numerics;

namespace MnistLstm.Engine.Kernels.Simd;

/// <summary>The functions of <see cref="ScalarMath"/> on vectors: the same operations, lane by lane, with selections for the branches.</summary>
internal static class VectorMath<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    /// <summary>See <see cref="ScalarMath.Exp"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp(V x)
    {
        V shift = S.Broadcast(ScalarMath.Shift);
        V shifted = S.Fma(x, S.Broadcast(ScalarMath.Log2E), shift);
        V n = S.Subtract(shifted, shift);
        V r = S.Fma(n, S.Broadcast(ScalarMath.MinusLn2), x);
        r = S.Fma(n, S.Broadcast(ScalarMath.MinusLn2Low), r);
        V scale = S.PowerOfTwo(shifted);
        V e = S.Fma(scale, ExpMinus1(r), scale);
        e = S.Select(S.LessThan(x, S.Broadcast(ScalarMath.ExpLow)), S.Zero, e);
        return S.Select(S.LessThan(S.Broadcast(ScalarMath.ExpHigh), x), S.Broadcast(float.PositiveInfinity), e);
    }

    /// <summary>See <see cref="ScalarMath.Sigmoid"/>: the same values from x itself, the signs hidden in the FMAs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid(V x)
    {
        // Where e^-x is below 2^-126 anything below 2^-25 does as well.
        V a = S.AtLeast(S.Broadcast(-ScalarMath.SigmoidHigh), S.AtMost(S.Broadcast(-ScalarMath.ExpLow), x));
        V shift = S.Broadcast(ScalarMath.Shift - 1f);
        V shifted = S.FmaNegated(a, S.Broadcast(ScalarMath.Log2E), shift);
        V n = S.Subtract(shifted, shift);

        // q = -r, and q - q²·p = -(e^r - 1)
        V q = S.FmaNegated(n, S.Broadcast(ScalarMath.MinusLn2), a);
        q = S.FmaNegated(n, S.Broadcast(ScalarMath.MinusLn2Low), q);
        V p = S.FmaNegated(S.Broadcast(ScalarMath.C6), q, S.Broadcast(ScalarMath.C5));
        p = S.FmaNegated(p, q, S.Broadcast(ScalarMath.C4));
        p = S.FmaNegated(p, q, S.Broadcast(ScalarMath.C3));
        p = S.FmaNegated(p, q, S.Broadcast(ScalarMath.C2));
        V m = S.FmaNegated(S.Multiply(q, q), p, q);
        V scale = S.PowerOfTwo(shifted);
        V half = S.FmaNegated(scale, m, scale);
        V one = S.Broadcast(1f);
        return S.Divide(one, S.Fma(half, S.Broadcast(2f), one));
    }

    /// <summary>See <see cref="ScalarMath.Tanh"/>: the same values from q = -r/2, the powers of 2 and the signs hidden in the constants and FMAs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh(V x)
    {
        V a = S.AtMost(S.Broadcast(ScalarMath.TanhHigh), S.Abs(x));
        V shift = S.Broadcast(ScalarMath.Shift + 1f);
        V shifted = S.FmaNegated(a, S.Broadcast(2f * ScalarMath.Log2E), shift);
        V n = S.Subtract(shifted, shift);
        V q = S.FmaNegated(n, S.Broadcast(0.5f * ScalarMath.MinusLn2), a);
        V p = S.FmaNegated(S.Broadcast(32f * ScalarMath.C6), q, S.Broadcast(16f * ScalarMath.C5));
        p = S.FmaNegated(p, q, S.Broadcast(8f * ScalarMath.C4));
        p = S.FmaNegated(p, q, S.Broadcast(4f * ScalarMath.C3));
        p = S.FmaNegated(p, q, S.Broadcast(2f * ScalarMath.C2));
        V half = S.FmaNegated(S.Multiply(q, q), p, q);
        V twice = S.PowerOfTwo(shifted);
        V m = S.FmaNegated(twice, half, S.Fma(twice, S.Broadcast(0.5f), S.Broadcast(-1f)));
        return S.CopySign(S.Divide(m, S.Add(m, S.Broadcast(2f))), x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ExpMinus1(V r)
    {
        V p = S.Fma(S.Broadcast(ScalarMath.C6), r, S.Broadcast(ScalarMath.C5));
        p = S.Fma(p, r, S.Broadcast(ScalarMath.C4));
        p = S.Fma(p, r, S.Broadcast(ScalarMath.C3));
        p = S.Fma(p, r, S.Broadcast(ScalarMath.C2));
        return S.Fma(S.Multiply(r, r), p, r);
    }
}
