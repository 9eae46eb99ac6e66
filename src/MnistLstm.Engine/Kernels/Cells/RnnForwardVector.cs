using System.Runtime.CompilerServices;
using MnistLstm.Engine.Kernels.Products;
using MnistLstm.Engine.Kernels.Simd;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Kernels.Cells;

/// <summary><see cref="RnnForwardArgs"/> by tiles.</summary>
internal static unsafe class RnnForwardVector<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    public static void Run(in RnnForwardArgs a)
    {
        int w = S.Width;
        int vectors = Tiles<S, V>.Vectors(a.HiddenSize);
        float* memory = stackalloc float[(6 * 4 * w) + Padding.Floats];
        float* sums = Tiles<S, V>.Aligned(memory);
        for (int v = 0; v < vectors; v += 4)
        {
            int panelVectors = Math.Min(4, vectors - v);
            int unit = v * w;
            float* panel = a.Packed + ((long)unit * a.PackedDepth);
            float* nextPanel = v + 4 < vectors ? panel + (4L * w * a.PackedDepth) : a.Packed;
            int height;
            for (int row = 0; row < a.Rows; row += height)
            {
                height = Tiles<S, V>.NextHeight(a.Rows - row);
                CacheColumn ahead = ProductTile<S, V>.PartOfPanel(nextPanel, a.PackedDepth, panelVectors, row, a.Rows);
                ProductTile<S, V>.Sum(height, panelVectors, a.Segments, a.SegmentCount, row, panel, a.Bias + unit, 0, w, sums, 4 * w, ahead);
                RnnUnits(height, Math.Min(a.HiddenSize - unit, 4 * w), sums, a.Hidden + (row * a.HiddenPitch) + unit, a.HiddenPitch, a.Relu);
            }
        }
    }

    /// <summary>The activations of a tile, <paramref name="units"/> to a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RnnUnits(int height, int units, float* sums, float* hidden, long hiddenPitch, bool relu)
    {
        int w = S.Width;
        for (int r = 0; r < height; r++)
        {
            for (int u = 0; u < units; u += w)
            {
                V z = S.Load(sums + u);
                V h = relu ? S.Select(S.LessThan(z, S.Zero), S.Zero, z) : VectorMath<S, V>.Tanh(z);
                if (units - u >= w)
                {
                    S.Store(hidden + u, h);
                }
                else
                {
                    Lanes<S, V>.Store(hidden + u, h, units - u);
                }
            }

            sums += 4 * w;
            hidden += hiddenPitch;
        }
    }
}
