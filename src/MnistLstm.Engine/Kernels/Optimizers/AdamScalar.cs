namespace MnistLstm.Engine.Kernels.Optimizers;

/// <summary><see cref="AdamArgs"/> in plain loops.</summary>
internal static unsafe class AdamScalar
{
    public static void Step(in AdamArgs a)
    {
        for (long n = 0; n < a.Count; n++)
        {
            float p = a.Values[n] * a.Shrink;
            float g = a.AddsDecay ? MathF.FusedMultiplyAdd(a.WeightDecay, p, a.Gradient[n]) : a.Gradient[n];
            float m = a.FirstMoment[n];
            m = MathF.FusedMultiplyAdd(a.Weight, g - m, a.FromGradient ? g : m);
            float v = MathF.FusedMultiplyAdd(a.OneMinusBeta2 * g, g, a.SecondMoment[n] * a.Beta2);
            a.FirstMoment[n] = m;
            a.SecondMoment[n] = v;
            if (a.Greatest != null)
            {
                v = a.Greatest[n] < v ? v : a.Greatest[n];
                a.Greatest[n] = v;
            }

            float d = (MathF.Sqrt(v) / a.Correction) + a.Epsilon;
            a.Values[n] = p + (a.Step * m / d);
        }
    }
}
