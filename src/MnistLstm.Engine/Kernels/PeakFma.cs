using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using MnistLstm.Engine.Kernels.Simd;

namespace MnistLstm.Engine.Kernels;

/// <summary>
/// Independent chains of fused multiply-adds that never leave the registers: the most a thread of this machine can compute, against which
/// the other kernels are measured. c = c·½ + 1 on every lane stays near 2, so no lane gets slow by being subnormal or infinite.
/// </summary>
internal static unsafe class PeakFma
{
    // A chain waits some 4 cycles for each of its FMAs, and up to 4 are begun in one: 16 chains would do, 12 where there are but 2 units.
    private const int FewChains = 12;
    private const int ManyChains = 24;

    /// <summary>Where there are 32 registers, 24 chains fit.</summary>
    private static bool HasManyRegisters(int lanes) => lanes == 16 || AdvSimd.IsSupported;

    /// <summary>Floating-point operations of one round, an FMA being two.</summary>
    public static int FlopsPerRound(SimdWidth width) => 2 * (int)width * (width != SimdWidth.Scalar && HasManyRegisters((int)width) ? ManyChains : FewChains);

    /// <summary>One FMA on each chain, <paramref name="rounds"/> times; returns what came out of a lane, so that it cannot be left out.</summary>
    public static float Run(SimdWidth width, long rounds) => width switch
    {
        SimdWidth.Vector512 => Chains<Simd512, Vector512<float>>(rounds),
        SimdWidth.Vector256 => Chains<Simd256, Vector256<float>>(rounds),
        SimdWidth.Vector128 => Chains<Simd128, Vector128<float>>(rounds),
        _ => ScalarChains(rounds),
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Chains<S, V>(long rounds)
        where S : struct, ISimd<V>
        where V : struct
    {
        V a = S.Broadcast(0.5f);
        V b = S.Broadcast(1f);
        V c0 = S.Broadcast(0f), c1 = S.Broadcast(1f), c2 = S.Broadcast(2f), c3 = S.Broadcast(3f), c4 = S.Broadcast(4f), c5 = S.Broadcast(5f);
        V c6 = S.Broadcast(6f), c7 = S.Broadcast(7f), c8 = S.Broadcast(8f), c9 = S.Broadcast(9f), c10 = S.Broadcast(10f), c11 = S.Broadcast(11f);
        V d0 = c0, d1 = c1, d2 = c2, d3 = c3, d4 = c4, d5 = c5, d6 = c6, d7 = c7, d8 = c8, d9 = c9, d10 = c10, d11 = c11;
        for (long round = 0; round < rounds; round++)
        {
            c0 = S.Fma(c0, a, b);
            c1 = S.Fma(c1, a, b);
            c2 = S.Fma(c2, a, b);
            c3 = S.Fma(c3, a, b);
            c4 = S.Fma(c4, a, b);
            c5 = S.Fma(c5, a, b);
            c6 = S.Fma(c6, a, b);
            c7 = S.Fma(c7, a, b);
            c8 = S.Fma(c8, a, b);
            c9 = S.Fma(c9, a, b);
            c10 = S.Fma(c10, a, b);
            c11 = S.Fma(c11, a, b);
            if (HasManyRegisters(S.Width))
            {
                d0 = S.Fma(d0, a, b);
                d1 = S.Fma(d1, a, b);
                d2 = S.Fma(d2, a, b);
                d3 = S.Fma(d3, a, b);
                d4 = S.Fma(d4, a, b);
                d5 = S.Fma(d5, a, b);
                d6 = S.Fma(d6, a, b);
                d7 = S.Fma(d7, a, b);
                d8 = S.Fma(d8, a, b);
                d9 = S.Fma(d9, a, b);
                d10 = S.Fma(d10, a, b);
                d11 = S.Fma(d11, a, b);
            }
        }

        V few = S.Add(S.Add(S.Add(c0, c1), S.Add(c2, c3)), S.Add(S.Add(S.Add(c4, c5), S.Add(c6, c7)), S.Add(S.Add(c8, c9), S.Add(c10, c11))));
        V more = S.Add(S.Add(S.Add(d0, d1), S.Add(d2, d3)), S.Add(S.Add(S.Add(d4, d5), S.Add(d6, d7)), S.Add(S.Add(d8, d9), S.Add(d10, d11))));
        float* lanes = stackalloc float[S.Width];
        S.Store(lanes, S.Add(few, more));
        return lanes[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float ScalarChains(long rounds)
    {
        float* c = stackalloc float[FewChains];
        for (long round = 0; round < rounds; round++)
        {
            for (int chain = 0; chain < FewChains; chain++)
            {
                c[chain] = MathF.FusedMultiplyAdd(c[chain], 0.5f, 1f);
            }
        }

        return c[0];
    }
}
