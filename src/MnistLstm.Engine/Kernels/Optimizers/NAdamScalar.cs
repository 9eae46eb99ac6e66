namespace MnistLstm.Engine.Kernels.Optimizers;

/// <summary><see cref="NAdamArgs"/> in plain loops.</summary>
internal static unsafe class NAdamScalar
{
    public static void Step(in NAdamArgs a)
    {
        for (long n = 0; n < a.Count; n++)
        {
            float p = a.Values[n];
            float g = a.AddsDecay ? MathF.FusedMultiplyAdd(a.WeightDecay, p, a.Gradient[n]) : a.Gradient[n];
            float m = a.FirstMoment[n];
            m = MathF.FusedMultiplyAdd(a.Weight, g - m, a.FromGradient ? g : m);
            float v = MathF.FusedMultiplyAdd(a.OneMinusBeta2 * g, g, a.SecondMoment[n] * a.Beta2);
            float d = MathF.Sqrt(v / a.Correction) + a.Epsilon;
            a.FirstMoment[n] = m;
            a.SecondMoment[n] = v;
            p += a.GradientStep * g / d;
            a.Values[n] = p + (a.MomentStep * m / d);
        }
    }
}
