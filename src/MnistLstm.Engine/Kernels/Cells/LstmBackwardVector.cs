using System.Runtime.CompilerServices;
using MnistLstm.Engine.Kernels.Simd;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Kernels.Cells;

/// <summary><see cref="LstmBackwardArgs"/> on vectors.</summary>
internal static unsafe class LstmBackwardVector<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in LstmBackwardArgs a)
    {
        int w = S.Width;
        int p = Padding.Of(a.HiddenSize);
        V one = S.Broadcast(1f);
        for (int r = 0; r < a.Rows; r++)
        {
            float* gates = a.Gates + (r * a.GatesPitch);
            float* tanhCell = a.TanhCell + ((long)r * p);
            float* previousCell = a.PreviousCell == null ? null : a.PreviousCell + ((long)r * p);
            float* cellGradient = a.CellGradient + ((long)r * p);
            float* hiddenGradient = a.HiddenGradient + (r * a.HiddenGradientPitch);
            for (int u = 0; u < a.HiddenSize; u += w)
            {
                V i = S.Load(gates + u);
                V f = S.Load(gates + p + u);
                V g = S.Load(gates + (2 * p) + u);
                V o = S.Load(gates + (3 * p) + u);
                V tanhC = S.Load(tanhCell + u);
                V previous = previousCell == null ? S.Zero : S.Load(previousCell + u);
                V dh = S.Load(hiddenGradient + u);
                V later = a.First ? S.Zero : S.Load(cellGradient + u);

                V dc = S.Fma(S.Multiply(dh, o), S.Fma(S.Subtract(S.Zero, tanhC), tanhC, one), later);
                S.Store(gates + u, S.Multiply(S.Multiply(dc, g), S.Multiply(i, S.Subtract(one, i))));
                S.Store(gates + p + u, S.Multiply(S.Multiply(dc, previous), S.Multiply(f, S.Subtract(one, f))));
                S.Store(gates + (2 * p) + u, S.Multiply(S.Multiply(dc, i), S.Fma(S.Subtract(S.Zero, g), g, one)));
                S.Store(gates + (3 * p) + u, S.Multiply(S.Multiply(dh, tanhC), S.Multiply(o, S.Subtract(one, o))));
                S.Store(cellGradient + u, S.Multiply(dc, f));
            }
        }
    }
}
