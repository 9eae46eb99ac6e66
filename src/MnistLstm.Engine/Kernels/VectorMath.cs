using System.Runtime.CompilerServices;
using MnistLstm.Engine.Numerics;

namespace MnistLstm.Engine.Kernels;

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

    /// <summary>
    /// See <see cref="ScalarMath.Sigmoid"/>: the same values with fewer operations. e^-x is computed from x, the signs hidden in the FMAs; where
    /// it would be 0 anything below 2^-25 does as well; where it would be infinite the result is set to 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid(V x)
    {
        V one = S.Broadcast(1f);
        V shift = S.Broadcast(ScalarMath.Shift);
        V a = S.AtMost(S.Broadcast(-ScalarMath.ExpLow), x);
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
        V e = S.FmaNegated(scale, m, scale);
        return S.Select(S.LessThan(a, S.Broadcast(-ScalarMath.ExpHigh)), S.Zero, S.Divide(one, S.Add(one, e)));
    }

    /// <summary>See <see cref="ScalarMath.Tanh"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh(V x)
    {
        V shift = S.Broadcast(ScalarMath.Shift);
        V a = S.AtMost(S.Broadcast(ScalarMath.TanhHigh), S.Abs(x));
        a = S.Multiply(a, S.Broadcast(-2f));
        V shifted = S.Fma(a, S.Broadcast(ScalarMath.Log2E), shift);
        V n = S.Subtract(shifted, shift);
        V r = S.Fma(n, S.Broadcast(ScalarMath.MinusLn2), a);
        V scale = S.PowerOfTwo(shifted);
        V m = S.Fma(scale, ExpMinus1(r), S.Subtract(scale, S.Broadcast(1f)));
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
