using System.Runtime.CompilerServices;
using MnistLstm.Engine.Kernels.Simd;

namespace MnistLstm.Engine.Kernels.Optimizers;

/// <summary><see cref="SgdArgs"/> on vectors.</summary>
internal static unsafe class SgdVector<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Step(in SgdArgs a)
    {
        V weightDecay = S.Broadcast(a.WeightDecay);
        V momentum = S.Broadcast(a.Momentum);
        V undamped = S.Broadcast(a.Undamped);
        V step = S.Broadcast(a.Step);
        float* values = a.Values;
        float* gradient = a.Gradient;
        float* buffer = a.Buffer;
        bool first = a.First;
        bool nesterov = a.Nesterov;
        bool addsDecay = a.AddsDecay;
        for (long n = 0; n < a.Count; n += S.Width)
        {
            V p = S.Load(values + n);
            V g = S.Load(gradient + n);
            if (addsDecay)
            {
                g = S.Fma(weightDecay, p, g);
            }

            if (buffer != null)
            {
                V b = first ? g : S.Fma(undamped, g, S.Multiply(S.Load(buffer + n), momentum));
                S.Store(buffer + n, b);
                g = nesterov ? S.Fma(momentum, b, g) : b;
            }

            S.Store(values + n, S.Fma(step, g, p));
        }
    }
}
