namespace MnistLstm.Engine.Kernels.Optimizers;

/// <summary><see cref="AdadeltaArgs"/> in plain loops.</summary>
internal static unsafe class AdadeltaScalar
{
    public static void Step(in AdadeltaArgs a)
    {
        for (long n = 0; n < a.Count; n++)
        {
            float p = a.Values[n];
            float g = a.AddsDecay ? MathF.FusedMultiplyAdd(a.WeightDecay, p, a.Gradient[n]) : a.Gradient[n];
            float v = MathF.FusedMultiplyAdd(a.OneMinusRho * g, g, a.SquareAverage[n] * a.Rho);
            float u = a.Changes[n];
            float d = MathF.Sqrt(u + a.Epsilon) / MathF.Sqrt(v + a.Epsilon) * g;
            a.SquareAverage[n] = v;
            a.Changes[n] = MathF.FusedMultiplyAdd(a.OneMinusRho * d, d, u * a.Rho);
            a.Values[n] = MathF.FusedMultiplyAdd(a.Step, d, p);
        }
    }
}
