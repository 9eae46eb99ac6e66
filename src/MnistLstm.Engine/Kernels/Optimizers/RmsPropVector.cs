using System.Runtime.CompilerServices;
using MnistLstm.Engine.Kernels.Simd;

namespace MnistLstm.Engine.Kernels.Optimizers;

/// <summary><see cref="RmsPropArgs"/> on vectors.</summary>
internal static unsafe class RmsPropVector<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Step(in RmsPropArgs a)
    {
        V weightDecay = S.Broadcast(a.WeightDecay);
        V alpha = S.Broadcast(a.Alpha);
        V oneMinusAlpha = S.Broadcast(a.OneMinusAlpha);
        V epsilon = S.Broadcast(a.Epsilon);
        V momentum = S.Broadcast(a.Momentum);
        V step = S.Broadcast(a.Step);
        float* values = a.Values;
        float* gradient = a.Gradient;
        float* squareAverage = a.SquareAverage;
        float* buffer = a.Buffer;
        bool addsDecay = a.AddsDecay;
        for (long n = 0; n < a.Count; n += S.Width)
        {
            V p = S.Load(values + n);
            V g = S.Load(gradient + n);
            if (addsDecay)
            {
                g = S.Fma(weightDecay, p, g);
            }

            V v = S.Fma(S.Multiply(oneMinusAlpha, g), g, S.Multiply(S.Load(squareAverage + n), alpha));
            S.Store(squareAverage + n, v);
            V d = S.Add(S.Sqrt(v), epsilon);
            if (buffer == null)
            {
                S.Store(values + n, S.Add(p, S.Divide(S.Multiply(step, g), d)));
            }
            else
            {
                V b = S.Add(S.Multiply(S.Load(buffer + n), momentum), S.Divide(g, d));
                S.Store(buffer + n, b);
                S.Store(values + n, S.Fma(step, b, p));
            }
        }
    }
}
