namespace MnistLstm.Engine.Kernels.Optimizers;

/// <summary><see cref="SgdArgs"/> in plain loops.</summary>
internal static unsafe class SgdScalar
{
    public static void Step(in SgdArgs a)
    {
        for (long n = 0; n < a.Count; n++)
        {
            float p = a.Values[n];
            float g = a.AddsDecay ? MathF.FusedMultiplyAdd(a.WeightDecay, p, a.Gradient[n]) : a.Gradient[n];
            if (a.Buffer != null)
            {
                float b = a.First ? g : MathF.FusedMultiplyAdd(a.Undamped, g, a.Buffer[n] * a.Momentum);
                a.Buffer[n] = b;
                g = a.Nesterov ? MathF.FusedMultiplyAdd(a.Momentum, b, g) : b;
            }

            a.Values[n] = MathF.FusedMultiplyAdd(a.Step, g, p);
        }
    }
}
