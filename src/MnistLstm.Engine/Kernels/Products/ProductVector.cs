using MnistLstm.Engine.Kernels.Simd;
using MnistLstm.Engine.Kernels.Subnormals;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Kernels.Products;

/// <summary><see cref="ProductArgs"/> by tiles.</summary>
internal static unsafe class ProductVector<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    public static void Product(in ProductArgs a)
    {
        float largestWeight = a.MayVanish ? VanishingProduct<S, V>.Begin(a) : float.PositiveInfinity;
        bool vanishes = float.IsFinite(largestWeight);

        // Panel outer, rows inner: the panel stays in the cache nearest to the core while the rows pass.
        int vectors = Tiles<S, V>.Vectors(a.Columns);
        for (int v = 0; v < vectors; v += 4)
        {
            int panelVectors = Math.Min(4, vectors - v);
            float* panel = a.Packed + ((long)v * S.Width * a.Depth);
            float* nextPanel = v + 4 < vectors ? panel + (4L * S.Width * a.Depth) : a.Packed;
            int column = v * S.Width;
            int height;
            for (int row = 0; row < a.Rows; row += height)
            {
                height = Tiles<S, V>.NextHeight(a.Rows - row);
                if (vanishes && VanishingProduct<S, V>.Rows(a, largestWeight, row, height, column, panelVectors, panel))
                {
                    continue;
                }

                float* start = a.Start == null ? null : a.Start + (row * a.StartPitch) + column;
                CacheColumn ahead = ProductTile<S, V>.PartOfPanel(nextPanel, a.Depth, panelVectors, row, a.Rows);
                ProductTile<S, V>.Sum(height, panelVectors, a.Segments, a.SegmentCount, row, panel, start, a.StartPitch, S.Width,
                    a.Output + (row * a.OutputPitch) + column, a.OutputPitch, ahead);
            }
        }
    }
}
