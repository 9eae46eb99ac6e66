using System.Runtime.CompilerServices;
using MnistLstm.Engine.Kernels.Simd;
using MnistLstm.Engine.Kernels.Subnormals;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Kernels.Cells;

/// <summary><see cref="GruBackwardArgs"/> on vectors.</summary>
internal static unsafe class GruBackwardVector<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    public static void Run(in GruBackwardArgs a)
    {
        if (!Magnitudes.MayHaveVanished(a.HiddenGradient, a.HiddenGradientPitch, a.Rows, a.HiddenSize))
        {
            Rows<PlainGradients<S, V>>(a, 0, a.Rows);
            a.Sizes.Forget(0, a.Rows);
            return;
        }

        for (int row = 0; row < a.Rows; row++)
        {
            Prefetch(a, row + 1);
            if (HasVanished(a, row))
            {
                Rows<ScaledGradients<S, V>>(a, row, row + 1);
                float* previous = a.PreviousHidden == null ? null : a.PreviousHidden + (row * a.PreviousHiddenPitch);
                a.Sizes.Note(row, a.Gates + (row * a.GatesPitch), Padding.Of(a.HiddenSize), a.HiddenSize, previous);
            }
            else
            {
                Rows<PlainGradients<S, V>>(a, row, row + 1);
                a.Sizes.Forget(row, 1);
            }
        }
    }

    // Of a long sequence the rows come from far away.
    private static void Prefetch(in GruBackwardArgs a, int row)
    {
        int p = Padding.Of(a.HiddenSize);
        CacheLines.Prefetch(a.Gates + (row * a.GatesPitch), 4L * p * sizeof(float));
        CacheLines.Prefetch(a.PreviousHidden + (row * a.PreviousHiddenPitch), (long)p * sizeof(float));
    }

    private static bool HasVanished(in GruBackwardArgs a, int row)
    {
        Magnitudes gradients = default;
        gradients.Add(a.HiddenGradient + (row * a.HiddenGradientPitch), a.HiddenSize);
        if (a.PreviousAsked != null)
        {
            gradients.Add(a.PreviousAsked + (row * a.PreviousAskedPitch), a.HiddenSize);
        }

        return gradients.HaveVanished
            && float.IsFinite(Magnitudes.LargestFactor(a.Gates + (row * a.GatesPitch) + (3 * Padding.Of(a.HiddenSize)), a.HiddenSize));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<G>(in GruBackwardArgs a, int from, int to)
        where G : struct, IGradientMath<V>
    {
        int w = S.Width;
        int p = Padding.Of(a.HiddenSize);
        V one = S.Broadcast(1f);
        for (int row = from; row < to; row++)
        {
            float* gates = a.Gates + (row * a.GatesPitch);
            float* hiddenGradient = a.HiddenGradient + (row * a.HiddenGradientPitch);
            float* previous = a.PreviousHidden == null ? null : a.PreviousHidden + (row * a.PreviousHiddenPitch);
            float* asked = a.PreviousAsked == null ? null : a.PreviousAsked + (row * a.PreviousAskedPitch);
            float* carry = a.Carry + ((long)row * p);
            for (int u = 0; u < a.HiddenSize; u += w)
            {
                V r = S.Load(gates + u);
                V z = S.Load(gates + p + u);
                V n = S.Load(gates + (2 * p) + u);
                V q = S.Load(gates + (3 * p) + u);
                V before = previous == null ? S.Zero : S.Load(previous + u);
                V dh = G.Load(hiddenGradient + u);

                V dn = G.Multiply(G.Multiply(dh, S.Subtract(one, z)), S.Fma(S.Subtract(S.Zero, n), n, one));
                G.Store(gates + u, G.Multiply(G.Multiply(dn, q), S.Multiply(r, S.Subtract(one, r))));
                G.Store(gates + p + u, G.Multiply(G.Multiply(dh, S.Subtract(before, n)), S.Multiply(z, S.Subtract(one, z))));
                G.Store(gates + (2 * p) + u, dn);
                G.Store(gates + (3 * p) + u, G.Multiply(dn, r));
                G.Store(carry + u, G.Fma(dh, z, asked == null ? S.Zero : G.Load(asked + u)));
            }
        }
    }
}
