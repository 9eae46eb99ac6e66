using System.Runtime.CompilerServices;
using MnistLstm.Engine.Kernels.Simd;

namespace MnistLstm.Engine.Kernels.Subnormals;

/// <summary>
/// Products and links of chains of FMAs on numbers that are scaled up: just the bits, scaled up, that the numbers themselves give, without coming near
/// the smallest floats. But for the sign of a zero, which no weight's gradient depends on: see docs/numerics.md.
/// </summary>
internal static class ScaledChain<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    /// <summary>Scaled·factor.</summary>
    /// <param name="scaled">Scaled up.</param>
    /// <param name="factor">Not scaled.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Multiply(V scaled, V factor)
    {
        V least = S.Broadcast(Scaling.Least);
        V result = S.Multiply(scaled, factor);
        V beside = S.CopySign(least, result);
        return S.Select(S.LessThan(S.Abs(result), least), S.Subtract(S.Fma(scaled, factor, beside), beside), result);
    }

    /// <summary>Scaled·factor + sum.</summary>
    /// <param name="scaled">Scaled up.</param>
    /// <param name="factor">Not scaled.</param>
    /// <param name="sum">Scaled up.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Fma(V scaled, V factor, V sum)
    {
        V least = S.Broadcast(Scaling.Least);
        V result = S.Fma(scaled, factor, sum);
        V small = S.LessThan(S.Abs(result), least);
        if (!S.Any(small))
        {
            return result;
        }

        // A small result has been rounded to 24 bits of its own instead of to the grid. Beside a number of its own sign that is 2^23 steps of the grid the
        // last of 24 bits is just a step: there the FMA rounds to the grid, once, ties to even, and taking the number away again is exact. But beside
        // a sum that is larger than the number there would be steps of two: such a lane is left to the processor.
        if (S.Any(S.Select(small, S.LessThan(least, S.Abs(sum)), S.Zero)))
        {
            return S.ScaleUp(S.Fma(S.ScaleDown(scaled), factor, S.ScaleDown(sum)));
        }

        V beside = S.CopySign(least, result);
        return S.Select(small, S.Subtract(S.Fma(scaled, factor, S.Add(sum, beside)), beside), result);
    }
}
