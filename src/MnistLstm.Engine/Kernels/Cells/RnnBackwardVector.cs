using System.Runtime.CompilerServices;
using MnistLstm.Engine.Kernels.Simd;
using MnistLstm.Engine.Kernels.Subnormals;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Kernels.Cells;

/// <summary><see cref="RnnBackwardArgs"/> on vectors.</summary>
internal static unsafe class RnnBackwardVector<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    public static void Run(in RnnBackwardArgs a)
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
    private static void Prefetch(in RnnBackwardArgs a, int row)
    {
        int p = Padding.Of(a.HiddenSize);
        CacheLines.Prefetch(a.Gates + (row * a.GatesPitch), (long)p * sizeof(float));
        CacheLines.Prefetch(a.Hidden + (row * a.HiddenPitch), (long)p * sizeof(float));
        CacheLines.Prefetch(a.PreviousHidden + (row * a.PreviousHiddenPitch), (long)p * sizeof(float));
    }

    private static bool HasVanished(in RnnBackwardArgs a, int row)
    {
        Magnitudes gradients = default;
        gradients.Add(a.HiddenGradient + (row * a.HiddenGradientPitch), a.HiddenSize);
        return gradients.HaveVanished;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<G>(in RnnBackwardArgs a, int from, int to)
        where G : struct, IGradientMath<V>
    {
        V one = S.Broadcast(1f);
        for (int row = from; row < to; row++)
        {
            float* hiddenGradient = a.HiddenGradient + (row * a.HiddenGradientPitch);
            float* hidden = a.Hidden + (row * a.HiddenPitch);
            float* gates = a.Gates + (row * a.GatesPitch);
            for (int u = 0; u < a.HiddenSize; u += S.Width)
            {
                V h = S.Load(hidden + u);
                V dh = G.Load(hiddenGradient + u);
                G.Store(gates + u, a.Relu ? S.Select(S.LessThan(S.Zero, h), dh, S.Zero) : G.Multiply(dh, S.Fma(S.Subtract(S.Zero, h), h, one)));
            }
        }
    }
}
