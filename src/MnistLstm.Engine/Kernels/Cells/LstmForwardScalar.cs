using MnistLstm.Engine.Kernels.Products;
using MnistLstm.Engine.Memory;
using MnistLstm.Engine.Numerics;

namespace MnistLstm.Engine.Kernels.Cells;

/// <summary><see cref="LstmForwardArgs"/> in plain loops.</summary>
internal static unsafe class LstmForwardScalar
{
    public static void Pack(float* packed, int hiddenSize, int inputSize, float* weightIh, float* weightHh, int part, int parts)
    {
        if (part == 0)
        {
            int depth = inputSize + hiddenSize;
            PackingScalar.Transposed(packed, depth, 4 * hiddenSize, 0, inputSize, weightIh, inputSize);
            if (weightHh != null)
            {
                PackingScalar.Transposed(packed, depth, 4 * hiddenSize, inputSize, hiddenSize, weightHh, hiddenSize);
            }
        }
    }

    public static void Run(in LstmForwardArgs a)
    {
        int h = a.HiddenSize;
        int p = Padding.Of(h);
        for (int r = 0; r < a.Rows; r++)
        {
            for (int u = 0; u < h; u++)
            {
                float i = ScalarMath.Sigmoid(Gate(a, r, 0, u));
                float f = ScalarMath.Sigmoid(Gate(a, r, 1, u));
                float g = ScalarMath.Tanh(Gate(a, r, 2, u));
                float o = ScalarMath.Sigmoid(Gate(a, r, 3, u));
                float previous = a.PreviousCell == null ? 0f : a.PreviousCell[((long)r * p) + u];
                float c = MathF.FusedMultiplyAdd(f, previous, i * g);
                float tanhC = ScalarMath.Tanh(c);
                a.Cell[((long)r * p) + u] = c;
                a.Hidden[(r * a.HiddenPitch) + u] = o * tanhC;
                if (a.Gates != null)
                {
                    float* gates = a.Gates + (r * a.GatesPitch) + u;
                    gates[0] = i;
                    gates[p] = f;
                    gates[2 * p] = g;
                    gates[3 * p] = o;
                    a.TanhCell[((long)r * p) + u] = tanhC;
                }
            }
        }
    }

    private static float Gate(in LstmForwardArgs a, int row, int gate, int unit) =>
        ProductScalar.Chain(a.Bias[(gate * Padding.Of(a.HiddenSize)) + unit], a.Segments, a.SegmentCount, row, a.Packed + (gate * a.HiddenSize) + unit,
            4 * a.HiddenSize);
}
