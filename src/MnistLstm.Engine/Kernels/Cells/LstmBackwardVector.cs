using System.Runtime.CompilerServices;
using MnistLstm.Engine.Kernels.Simd;
using MnistLstm.Engine.Kernels.Subnormals;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Kernels.Cells;

/// <summary><see cref="LstmBackwardArgs"/> on vectors.</summary>
internal static unsafe class LstmBackwardVector<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    public static void Run(in LstmBackwardArgs a)
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
    private static void Prefetch(in LstmBackwardArgs a, int row)
    {
        int p = Padding.Of(a.HiddenSize);
        CacheLines.Prefetch(a.Gates + (row * a.GatesPitch), 4L * p * sizeof(float));
        CacheLines.Prefetch(a.TanhCell + ((long)row * p), (long)p * sizeof(float));
        CacheLines.Prefetch(a.PreviousCell + ((long)row * p), (long)p * sizeof(float));
        CacheLines.Prefetch(a.PreviousHidden + (row * a.PreviousHiddenPitch), (long)p * sizeof(float));
    }

    private static bool HasVanished(in LstmBackwardArgs a, int row)
    {
        int p = Padding.Of(a.HiddenSize);
        Magnitudes gradients = default;
        gradients.Add(a.HiddenGradient + (row * a.HiddenGradientPitch), a.HiddenSize);
        if (!a.First)
        {
            gradients.Add(a.CellGradient + ((long)row * p), a.HiddenSize);
        }

        return gradients.HaveVanished
            && (a.PreviousCell == null || float.IsFinite(Magnitudes.LargestFactor(a.PreviousCell + ((long)row * p), a.HiddenSize)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<G>(in LstmBackwardArgs a, int from, int to)
        where G : struct, IGradientMath<V>
    {
        int w = S.Width;
        int p = Padding.Of(a.HiddenSize);
        V one = S.Broadcast(1f);
        for (int row = from; row < to; row++)
        {
            float* gates = a.Gates + (row * a.GatesPitch);
            float* tanhCell = a.TanhCell + ((long)row * p);
            float* previousCell = a.PreviousCell == null ? null : a.PreviousCell + ((long)row * p);
            float* cellGradient = a.CellGradient + ((long)row * p);
            float* hiddenGradient = a.HiddenGradient + (row * a.HiddenGradientPitch);
            for (int u = 0; u < a.HiddenSize; u += w)
            {
                V i = S.Load(gates + u);
                V f = S.Load(gates + p + u);
                V g = S.Load(gates + (2 * p) + u);
                V o = S.Load(gates + (3 * p) + u);
                V tanhC = S.Load(tanhCell + u);
                V previous = previousCell == null ? S.Zero : S.Load(previousCell + u);
                V dh = G.Load(hiddenGradient + u);
                V later = a.First ? S.Zero : G.Load(cellGradient + u);

                V dc = G.Fma(G.Multiply(dh, o), S.Fma(S.Subtract(S.Zero, tanhC), tanhC, one), later);
                G.Store(gates + u, G.Multiply(G.Multiply(dc, g), S.Multiply(i, S.Subtract(one, i))));
                G.Store(gates + p + u, G.Multiply(G.Multiply(dc, previous), S.Multiply(f, S.Subtract(one, f))));
                G.Store(gates + (2 * p) + u, G.Multiply(G.Multiply(dc, i), S.Fma(S.Subtract(S.Zero, g), g, one)));
                G.Store(gates + (3 * p) + u, G.Multiply(G.Multiply(dh, tanhC), S.Multiply(o, S.Subtract(one, o))));
                G.Store(cellGradient + u, G.Multiply(dc, f));
            }
        }
    }
}
