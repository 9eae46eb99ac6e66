namespace MnistLstm.Engine.Kernels.Optimizers;

/// <summary><see cref="AdagradArgs"/> in plain loops.</summary>
internal static unsafe class AdagradScalar
{
    public static void Step(in AdagradArgs a)
    {
        for (long n = 0; n < a.Count; n++)
        {
            float p = a.Values[n];
            float g = a.AddsDecay ? MathF.FusedMultiplyAdd(a.WeightDecay, p, a.Gradient[n]) : a.Gradient[n];
            float s = MathF.FusedMultiplyAdd(g, g, a.Sum[n]);
            a.Sum[n] = s;
            a.Values[n] = p + (a.Step * g / (MathF.Sqrt(s) + a.Epsilon));
        }
    }
}
