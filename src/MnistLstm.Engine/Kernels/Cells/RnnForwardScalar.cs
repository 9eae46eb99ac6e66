using MnistLstm.Engine.Kernels.Products;
using MnistLstm.Engine.Numerics;

namespace MnistLstm.Engine.Kernels.Cells;

/// <summary><see cref="RnnForwardArgs"/> in plain loops.</summary>
internal static unsafe class RnnForwardScalar
{
    public static void Run(in RnnForwardArgs a)
    {
        for (int r = 0; r < a.Rows; r++)
        {
            for (int u = 0; u < a.HiddenSize; u++)
            {
                float z = ProductScalar.Chain(a.Bias[u], a.Segments, a.SegmentCount, r, a.Packed + u, a.HiddenSize);
                a.Hidden[(r * a.HiddenPitch) + u] = !a.Relu ? ScalarMath.Tanh(z) : z < 0f ? 0f : z;
            }
        }
    }
}
