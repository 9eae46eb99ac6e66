using MnistLstm.Engine.Kernels.Products;
using MnistLstm.Engine.Memory;
using MnistLstm.Engine.Numerics;

namespace MnistLstm.Engine.Kernels.Cells;

/// <summary><see cref="GruForwardArgs"/> in plain loops.</summary>
internal static unsafe class GruForwardScalar
{
    public static void Pack(float* packed, int hiddenSize, int inputSize, float* weightIh, float* weightHh, int part, int parts)
    {
        if (part == 0)
        {
            int depth = inputSize + hiddenSize;
            PackingScalar.Transposed(packed, depth, 3 * hiddenSize, 0, inputSize, weightIh, inputSize);
            if (weightHh != null)
            {
                PackingScalar.Transposed(packed, depth, 3 * hiddenSize, inputSize, hiddenSize, weightHh, hiddenSize);
            }
        }
    }

    public static void Run(in GruForwardArgs a)
    {
        int h = a.HiddenSize;
        int p = Padding.Of(h);
        Segment* both = stackalloc Segment[2] { a.Inputs, a.PreviousHidden };
        bool first = a.PreviousHidden.Values == null;
        int hiddenCount = first ? 0 : 1;
        float* hiddenWeights = a.Packed + ((long)a.Inputs.Count * 3 * h);
        for (int row = 0; row < a.Rows; row++)
        {
            for (int u = 0; u < h; u++)
            {
                float r = ScalarMath.Sigmoid(ProductScalar.Chain(a.Bias[u], both, 1 + hiddenCount, row, a.Packed + u, 3 * h));
                float z = ScalarMath.Sigmoid(ProductScalar.Chain(a.Bias[p + u], both, 1 + hiddenCount, row, a.Packed + h + u, 3 * h));
                float x = ProductScalar.Chain(a.Bias[(2 * p) + u], both, 1, row, a.Packed + (2 * h) + u, 3 * h);
                float q = ProductScalar.Chain(a.Bias[(3 * p) + u], both + 1, hiddenCount, row, hiddenWeights + (2 * h) + u, 3 * h);
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
}
