using System.Runtime.CompilerServices;
using MnistLstm.Engine.Kernels.Simd;

namespace MnistLstm.Engine.Kernels.Optimizers;

/// <summary><see cref="AdamArgs"/> on vectors.</summary>
internal static unsafe class AdamVector<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Step(in AdamArgs a)
    {
        V shrink = S.Broadcast(a.Shrink);
        V weightDecay = S.Broadcast(a.WeightDecay);
        V weight = S.Broadcast(a.Weight);
        V oneMinusBeta2 = S.Broadcast(a.OneMinusBeta2);
        V beta2 = S.Broadcast(a.Beta2);
        V step = S.Broadcast(a.Step);
        V correction = S.Broadcast(a.Correction);
        V epsilon = S.Broadcast(a.Epsilon);
        float* values = a.Values;
        float* gradient = a.Gradient;
        float* firstMoment = a.FirstMoment;
        float* secondMoment = a.SecondMoment;
        float* greatest = a.Greatest;
        bool fromGradient = a.FromGradient;
        bool addsDecay = a.AddsDecay;
        for (long n = 0; n < a.Count; n += S.Width)
        {
            V p = S.Multiply(S.Load(values + n), shrink);
            V g = S.Load(gradient + n);
            if (addsDecay)
            {
                g = S.Fma(weightDecay, p, g);
            }

            V m = S.Load(firstMoment + n);
            m = S.Fma(weight, S.Subtract(g, m), fromGradient ? g : m);
            V v = S.Fma(S.Multiply(oneMinusBeta2, g), g, S.Multiply(S.Load(secondMoment + n), beta2));
            S.Store(firstMoment + n, m);
            S.Store(secondMoment + n, v);
            if (greatest != null)
            {
                V before = S.Load(greatest + n);
                v = S.Select(S.LessThan(before, v), v, before);
                S.Store(greatest + n, v);
            }

            V d = S.Add(S.Divide(S.Sqrt(v), correction), epsilon);
            S.Store(values + n, S.Add(p, S.Divide(S.Multiply(step, m), d)));
        }
    }
}
