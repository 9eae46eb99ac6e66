namespace MnistLstm.Engine.Kernels.Cells;

/// <summary><see cref="RnnBackwardArgs"/> in plain loops.</summary>
internal static unsafe class RnnBackwardScalar
{
    public static void Run(in RnnBackwardArgs a)
    {
        for (int r = 0; r < a.Rows; r++)
        {
            for (int u = 0; u < a.HiddenSize; u++)
            {
                float h = a.Hidden[(r * a.HiddenPitch) + u];
                float dh = a.HiddenGradient[(r * a.HiddenGradientPitch) + u];
                a.Gates[(r * a.GatesPitch) + u] = !a.Relu ? dh * MathF.FusedMultiplyAdd(0f - h, h, 1f) : 0f < h ? dh : 0f;
            }
        }
    }
}
