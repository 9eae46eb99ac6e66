using System.Runtime.CompilerServices;
using MnistLstm.Engine.Kernels.Simd;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Kernels.Cells;

/// <summary><see cref="RnnBackwardArgs"/> on vectors.</summary>
internal static unsafe class RnnBackwardVector<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in RnnBackwardArgs a)
    {
        int w = S.Width;
        int p = Padding.Of(a.HiddenSize);
        V one = S.Broadcast(1f);
        for (int r = 0; r < a.Rows; r++)
        {
            float* hiddenGradient = a.HiddenGradient + (r * a.HiddenGradientPitch);
            float* hidden = a.Hidden + (r * a.HiddenPitch);
            float* gates = a.Gates + (r * a.GatesPitch);
            for (int u = 0; u < a.HiddenSize; u += w)
            {
                V h = S.Load(hidden + u);
                V dh = S.Load(hiddenGradient + u);
                S.Store(gates + u, a.Relu ? S.Select(S.LessThan(S.Zero, h), dh, S.Zero) : S.Multiply(dh, S.Fma(S.Subtract(S.Zero, h), h, one)));
            }
        }
    }
}
