using System.Runtime.CompilerServices;
using MnistLstm.Engine.Kernels.Simd;

namespace MnistLstm.Engine.Kernels.Optimizers;

/// <summary><see cref="NAdamArgs"/> on vectors.</summary>
internal static unsafe class NAdamVector<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Step(in NAdamArgs a)
    {
        V weightDecay = S.Broadcast(a.WeightDecay);
        V weight = S.Broadcast(a.Weight);
        V oneMinusBeta2 = S.Broadcast(a.OneMinusBeta2);
        V beta2 = S.Broadcast(a.Beta2);
        V correction = S.Broadcast(a.Correction);
        V epsilon = S.Broadcast(a.Epsilon);
        V gradientStep = S.Broadcast(a.GradientStep);
        V momentStep = S.Broadcast(a.MomentStep);
        float* values = a.Values;
        float* gradient = a.Gradient;
        float* firstMoment = a.FirstMoment;
        float* secondMoment = a.SecondMoment;
        bool fromGradient = a.FromGradient;
        bool addsDecay = a.AddsDecay;
        for (long n = 0; n < a.Count; n += S.Width)
        {
            V p = S.Load(values + n);
            V g = S.Load(gradient + n);
            if (addsDecay)
            {
                g = S.Fma(weightDecay, p, g);
            }

            V m = S.Load(firstMoment + n);
            m = S.Fma(weight, S.Subtract(g, m), fromGradient ? g : m);
            V v = S.Fma(S.Multiply(oneMinusBeta2, g), g, S.Multiply(S.Load(secondMoment + n), beta2));
            V d = S.Add(S.Sqrt(S.Divide(v, correction)), epsilon);
            S.Store(firstMoment + n, m);
            S.Store(secondMoment + n, v);
            p = S.Add(p, S.Divide(S.Multiply(gradientStep, g), d));
            S.Store(values + n, S.Add(p, S.Divide(S.Multiply(momentStep, m), d)));
        }
    }
}
