using System.Runtime.CompilerServices;
using MnistLstm.Engine.Kernels.Simd;

namespace MnistLstm.Engine.Kernels.Subnormals;

/// <summary>
/// A link of a chain of FMAs on numbers that were scaled up: just the bits, scaled, that the FMA of the numbers themselves has, without ever coming near
/// the smallest floats, where some processors are slow.
/// </summary>
internal static unsafe class ScaledChain<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    /// <summary>The sum and a·b, where <paramref name="sum"/> and one of the factors are scaled up.</summary>
    /// <param name="a">A factor.</param>
    /// <param name="b">The other.</param>
    /// <param name="sum">The chain's sum so far.</param>
    /// <param name="aIsScaled">Which one.</param>
    /// <param name="least"><see cref="Scaling.Least"/> in each lane.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Fma(V a, V b, V sum, bool aIsScaled, V least)
    {
        V result = S.Fma(a, b, sum);
        V small = S.LessThan(S.Abs(result), least);
        return S.Any(small) ? OnGrid(a, b, sum, aIsScaled, result, small, least) : result;
    }

    // A small result has been rounded to 24 bits of its own instead of to the grid. Beside a number of its own sign that is 2^23 steps of the grid the
    // last of 24 bits is just a step: the FMA then rounds to the grid, once, ties to even. Taking that number away again is exact. A result of zero has
    // the sign that the first rounding found.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V OnGrid(V a, V b, V sum, bool aIsScaled, V result, V small, V least)
    {
        // Beside a sum larger than that number there would be steps of two.
        if (S.Any(S.Select(small, S.LessThan(least, S.Abs(sum)), S.Zero)))
        {
            return aIsScaled ? OneByOne(a, b, sum) : OneByOne(b, a, sum);
        }

        V beside = S.CopySign(least, result);
        V onGrid = S.Subtract(S.Fma(a, b, S.Add(sum, beside)), beside);
        return S.Select(small, S.CopySign(onGrid, result), result);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static V OneByOne(V scaled, V other, V sum)
    {
        float* lanes = stackalloc float[3 * S.Width];
        S.Store(lanes, scaled);
        S.Store(lanes + S.Width, other);
        S.Store(lanes + (2 * S.Width), sum);
        for (int n = 0; n < S.Width; n++)
        {
            lanes[n] = Scaling.Up(MathF.FusedMultiplyAdd(Scaling.Down(lanes[n]), lanes[S.Width + n], Scaling.Down(lanes[(2 * S.Width) + n])));
        }

        return S.Load(lanes);
    }
}
