using System.Runtime.CompilerServices;
using MnistLstm.Engine.Kernels.Simd;

namespace MnistLstm.Engine.Kernels.Optimizers;

/// <summary><see cref="AdagradArgs"/> on vectors.</summary>
internal static unsafe class AdagradVector<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Step(in AdagradArgs a)
    {
        V weightDecay = S.Broadcast(a.WeightDecay);
        V epsilon = S.Broadcast(a.Epsilon);
        V step = S.Broadcast(a.Step);
        float* values = a.Values;
        float* gradient = a.Gradient;
        float* sum = a.Sum;
        bool addsDecay = a.AddsDecay;
        for (long n = 0; n < a.Count; n += S.Width)
        {
            V p = S.Load(values + n);
            V g = S.Load(gradient + n);
            if (addsDecay)
            {
                g = S.Fma(weightDecay, p, g);
            }

            V s = S.Fma(g, g, S.Load(sum + n));
            S.Store(sum + n, s);
            S.Store(values + n, S.Add(p, S.Divide(S.Multiply(step, g), S.Add(S.Sqrt(s), epsilon))));
        }
    }
}
