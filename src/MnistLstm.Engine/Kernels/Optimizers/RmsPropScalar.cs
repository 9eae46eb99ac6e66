namespace MnistLstm.Engine.Kernels.Optimizers;

/// <summary><see cref="RmsPropArgs"/> in plain loops.</summary>
internal static unsafe class RmsPropScalar
{
    public static void Step(in RmsPropArgs a)
    {
        for (long n = 0; n < a.Count; n++)
        {
            float p = a.Values[n];
            float g = a.AddsDecay ? MathF.FusedMultiplyAdd(a.WeightDecay, p, a.Gradient[n]) : a.Gradient[n];
            float v = MathF.FusedMultiplyAdd(a.OneMinusAlpha * g, g, a.SquareAverage[n] * a.Alpha);
            float d = MathF.Sqrt(v) + a.Epsilon;
            a.SquareAverage[n] = v;
            if (a.Buffer == null)
            {
                a.Values[n] = p + (a.Step * g / d);
            }
            else
            {
                float b = (a.Buffer[n] * a.Momentum) + (g / d);
                a.Buffer[n] = b;
                a.Values[n] = MathF.FusedMultiplyAdd(a.Step, b, p);
            }
        }
    }
}
