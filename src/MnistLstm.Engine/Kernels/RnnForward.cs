using System.Runtime.CompilerServices;

namespace MnistLstm.Engine.Kernels;

internal sealed unsafe partial class VectorKernels<S, V>
{
    public override void RnnForward(in RnnForwardArgs a)
    {
        int w = S.Width;
        int vectors = Vectors(a.HiddenSize);
        float* memory = stackalloc float[(6 * 4 * w) + Padding];
        float* sums = Aligned(memory);
        for (int v = 0; v < vectors; v += 4)
        {
            int panelVectors = Math.Min(4, vectors - v);
            int unit = v * w;
            float* panel = a.Packed + ((long)unit * a.PackedDepth);
            float* nextPanel = v + 4 < vectors ? panel + (4L * w * a.PackedDepth) : a.Packed;
            int height;
            for (int row = 0; row < a.Rows; row += height)
            {
                height = NextHeight(a.Rows - row);
                CacheColumn ahead = PartOfPanel(nextPanel, a.PackedDepth, panelVectors, row, a.Rows);
                ProductTile(height, panelVectors, a.Segments, a.SegmentCount, row, panel, a.Bias + unit, 0, w, sums, 4 * w, ahead);
                RnnUnits(height, Math.Min(a.HiddenSize - unit, 4 * w), sums, a.Hidden + (row * a.HiddenPitch) + unit, a.HiddenPitch);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void RnnBackward(in RnnBackwardArgs a)
    {
        int w = S.Width;
        int p = Pad(a.HiddenSize);
        V one = S.Broadcast(1f);
        for (int r = 0; r < a.Rows; r++)
        {
            float* hiddenGradient = a.HiddenGradient + (r * a.HiddenGradientPitch);
            float* hidden = a.Hidden + (r * a.HiddenPitch);
            float* gates = a.Gates + (r * a.GatesPitch);
            for (int u = 0; u < a.HiddenSize; u += w)
            {
                V h = S.Load(hidden + u);
                S.Store(gates + u, S.Multiply(S.Load(hiddenGradient + u), S.Fma(S.Subtract(S.Zero, h), h, one)));
            }
        }
    }

    /// <summary>The activations of a tile, <paramref name="units"/> to a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RnnUnits(int height, int units, float* sums, float* hidden, long hiddenPitch)
    {
        int w = S.Width;
        for (int r = 0; r < height; r++)
        {
            for (int u = 0; u < units; u += w)
            {
                V h = VectorMath<S, V>.Tanh(S.Load(sums + u));
                if (units - u >= w)
                {
                    S.Store(hidden + u, h);
                }
                else
                {
                    StoreLanes(hidden + u, h, units - u);
                }
            }

            sums += 4 * w;
            hidden += hiddenPitch;
        }
    }
}
