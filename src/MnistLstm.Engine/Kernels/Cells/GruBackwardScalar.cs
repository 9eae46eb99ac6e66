using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Kernels.Cells;

/// <summary><see cref="GruBackwardArgs"/> in plain loops.</summary>
internal static unsafe class GruBackwardScalar
{
    public static void Run(in GruBackwardArgs a)
    {
        int p = Padding.Of(a.HiddenSize);
        for (int row = 0; row < a.Rows; row++)
        {
            for (int u = 0; u < a.HiddenSize; u++)
            {
                float* gates = a.Gates + (row * a.GatesPitch) + u;
                float r = gates[0];
                float z = gates[p];
                float n = gates[2 * p];
                float q = gates[3 * p];
                float before = a.PreviousHidden == null ? 0f : a.PreviousHidden[(row * a.PreviousHiddenPitch) + u];
                float asked = a.PreviousAsked == null ? 0f : a.PreviousAsked[(row * a.PreviousAskedPitch) + u];
                float dh = a.HiddenGradient[(row * a.HiddenGradientPitch) + u];

                float dn = dh * (1f - z) * MathF.FusedMultiplyAdd(0f - n, n, 1f);
                gates[0] = dn * q * (r * (1f - r));
                gates[p] = dh * (before - n) * (z * (1f - z));
                gates[2 * p] = dn;
                gates[3 * p] = dn * r;
                a.Carry[((long)row * p) + u] = MathF.FusedMultiplyAdd(dh, z, asked);
            }
        }
    }
}
