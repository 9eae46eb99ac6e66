using System.Runtime.CompilerServices;
using MnistLstm.Engine.Kernels.Simd;

namespace MnistLstm.Engine.Kernels.Optimizers;

/// <summary><see cref="AdadeltaArgs"/> on vectors.</summary>
internal static unsafe class AdadeltaVector<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Step(in AdadeltaArgs a)
    {
        V weightDecay = S.Broadcast(a.WeightDecay);
        V rho = S.Broadcast(a.Rho);
        V oneMinusRho = S.Broadcast(a.OneMinusRho);
        V epsilon = S.Broadcast(a.Epsilon);
        V step = S.Broadcast(a.Step);
        float* values = a.Values;
        float* gradient = a.Gradient;
        float* squareAverage = a.SquareAverage;
        float* changes = a.Changes;
        bool addsDecay = a.AddsDecay;
        for (long n = 0; n < a.Count; n += S.Width)
        {
            V p = S.Load(values + n);
            V g = S.Load(gradient + n);
            if (addsDecay)
            {
                g = S.Fma(weightDecay, p, g);
            }

            V v = S.Fma(S.Multiply(oneMinusRho, g), g, S.Multiply(S.Load(squareAverage + n), rho));
            V u = S.Load(changes + n);
            V d = S.Multiply(S.Divide(S.Sqrt(S.Add(u, epsilon)), S.Sqrt(S.Add(v, epsilon))), g);
            S.Store(squareAverage + n, v);
            S.Store(changes + n, S.Fma(S.Multiply(oneMinusRho, d), d, S.Multiply(u, rho)));
            S.Store(values + n, S.Fma(step, d, p));
        }
    }
}
