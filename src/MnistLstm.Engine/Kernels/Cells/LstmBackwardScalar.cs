using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Kernels.Cells;

/// <summary><see cref="LstmBackwardArgs"/> in plain loops.</summary>
internal static unsafe class LstmBackwardScalar
{
    public static void Run(in LstmBackwardArgs a)
    {
        int p = Padding.Of(a.HiddenSize);
        for (int r = 0; r < a.Rows; r++)
        {
            for (int u = 0; u < a.HiddenSize; u++)
            {
                float* gates = a.Gates + (r * a.GatesPitch) + u;
                float i = gates[0];
                float f = gates[p];
                float g = gates[2 * p];
                float o = gates[3 * p];
                float tanhC = a.TanhCell[((long)r * p) + u];
                float previous = a.PreviousCell == null ? 0f : a.PreviousCell[((long)r * p) + u];
                float dh = a.HiddenGradient[(r * a.HiddenGradientPitch) + u];
                float later = a.First ? 0f : a.CellGradient[((long)r * p) + u];

                float dc = MathF.FusedMultiplyAdd(dh * o, MathF.FusedMultiplyAdd(0f - tanhC, tanhC, 1f), later);
                gates[0] = dc * g * (i * (1f - i));
                gates[p] = dc * previous * (f * (1f - f));
                gates[2 * p] = dc * i * MathF.FusedMultiplyAdd(0f - g, g, 1f);
                gates[3 * p] = dh * tanhC * (o * (1f - o));
                a.CellGradient[((long)r * p) + u] = dc * f;
            }
        }
    }
}
