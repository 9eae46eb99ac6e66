using MnistLstm.Engine.Numerics;

namespace MnistLstm.Engine.Kernels;

internal sealed unsafe partial class ScalarKernels
{
    public override void PackGru(float* packed, int hiddenSize, int inputSize, float* weightIh, float* weightHh, int part, int parts)
    {
        if (part == 0)
        {
            int depth = inputSize + hiddenSize;
            PackTransposed(packed, depth, 3 * hiddenSize, 0, inputSize, weightIh, inputSize);
            if (weightHh != null)
            {
                PackTransposed(packed, depth, 3 * hiddenSize, inputSize, hiddenSize, weightHh, hiddenSize);
            }
        }
    }

    public override void GruForward(in GruForwardArgs a)
    {
        int h = a.HiddenSize;
        int p = Pad(h);
        Segment* both = stackalloc Segment[2] { a.Inputs, a.PreviousHidden };
        bool first = a.PreviousHidden.Values == null;
        int hiddenCount = first ? 0 : 1;
        float* hiddenWeights = a.Packed + ((long)a.Inputs.Count * 3 * h);
        for (int row = 0; row < a.Rows; row++)
        {
            for (int u = 0; u < h; u++)
            {
                float r = ScalarMath.Sigmoid(Chain(a.Bias[u], both, 1 + hiddenCount, row, a.Packed + u, 3 * h));
                float z = ScalarMath.Sigmoid(Chain(a.Bias[p + u], both, 1 + hiddenCount, row, a.Packed + h + u, 3 * h));
                float x = Chain(a.Bias[(2 * p) + u], both, 1, row, a.Packed + (2 * h) + u, 3 * h);
                float q = Chain(a.Bias[(3 * p) + u], both + 1, hiddenCount, row, hiddenWeights + (2 * h) + u, 3 * h);
                float n = ScalarMath.Tanh(x + (q * r));
                float before = first ? 0f : a.PreviousHidden.Values[(row * a.PreviousHidden.Pitch) + u];
                a.Hidden[(row * a.HiddenPitch) + u] = ((before - n) * z) + n;
                if (a.Gates != null)
                {
                    float* gates = a.Gates + (row * a.GatesPitch) + u;
                    gates[0] = r;
                    gates[p] = z;
                    gates[2 * p] = n;
                    gates[3 * p] = q;
                }
            }
        }
    }

    public override void GruBackward(in GruBackwardArgs a)
    {
        int p = Pad(a.HiddenSize);
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
