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
    // 2^20 times the least: the last bit of what is up to this is far below it.
    private const float LargeSum = Scaling.Least * (1 << 20);

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

    /// <summary>A factor times another, of which one is scaled up, + sum.</summary>
    /// <param name="a">A factor.</param>
    /// <param name="b">The other.</param>
    /// <param name="sum">Scaled up.</param>
    /// <param name="odd">Lanes whose results cannot be trusted are added to it: nearly all of a sum that is far larger was taken away.</param>
    /// <remarks>
    /// A small result has been rounded to 24 bits of its own instead of to the grid. Beside a number that brings it to where the last of 24 bits is just a
    /// step, from 2^23 to 2^24 steps, the FMA rounds to the grid, once, ties to even, and taking the number away again is exact. So is putting it beside
    /// the sum where their signs differ and the sum's own last bit is at most the number. So it has the sum's sign turned round, and it is 2^23 steps, or
    /// twice as many where the result is on the sum's side of zero.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Fma(V a, V b, V sum, ref V odd)
    {
        V result = S.Fma(a, b, sum);
        V small = S.LessThan(S.Abs(result), S.Broadcast(Scaling.Least));
        V beside = S.Add(S.CopySign(S.Broadcast(1.5f * Scaling.Least), sum), S.CopySign(S.Broadcast(0.5f * Scaling.Least), result));
        V isOdd = S.Select(small, S.LessThan(S.Broadcast(LargeSum), S.Abs(sum)), S.Zero);
        odd = S.Select(isOdd, isOdd, odd);
        return S.Select(small, S.Add(S.Fma(a, b, S.Subtract(sum, beside)), beside), result);
    }

    /// <summary>A factor times another, of which one is scaled up, + sum, whatever the sum.</summary>
    /// <param name="scaled">Scaled up.</param>
    /// <param name="factor">Not scaled.</param>
    /// <param name="sum">Scaled up.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Fma(V scaled, V factor, V sum)
    {
        V odd = S.Zero;
        V result = Fma(scaled, factor, sum, ref odd);
        return S.Any(odd) ? S.ScaleUp(S.Fma(S.ScaleDown(scaled), factor, S.ScaleDown(sum))) : result;
    }
}
