using System.Runtime.CompilerServices;
using MnistLstm.Engine.Kernels.Simd;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Kernels.Cells;

/// <summary><see cref="GruBackwardArgs"/> on vectors.</summary>
internal static unsafe class GruBackwardVector<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in GruBackwardArgs a)
    {
        int w = S.Width;
        int p = Padding.Of(a.HiddenSize);
        V one = S.Broadcast(1f);
        for (int row = 0; row < a.Rows; row++)
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
                V dh = S.Load(hiddenGradient + u);

                V dn = S.Multiply(S.Multiply(dh, S.Subtract(one, z)), S.Fma(S.Subtract(S.Zero, n), n, one));
                S.Store(gates + u, S.Multiply(S.Multiply(dn, q), S.Multiply(r, S.Subtract(one, r))));
                S.Store(gates + p + u, S.Multiply(S.Multiply(dh, S.Subtract(before, n)), S.Multiply(z, S.Subtract(one, z))));
                S.Store(gates + (2 * p) + u, dn);
                S.Store(gates + (3 * p) + u, S.Multiply(dn, r));
                S.Store(carry + u, S.Fma(dh, z, asked == null ? S.Zero : S.Load(asked + u)));
            }
        }
    }
}
