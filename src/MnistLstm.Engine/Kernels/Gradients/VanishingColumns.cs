using System.Runtime.CompilerServices;
using MnistLstm.Engine.Kernels.Simd;
using MnistLstm.Engine.Kernels.Subnormals;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Kernels.Gradients;

/// <summary>
/// A block of a weight gradient of which some outputs' gradients have vanished, or nearly, each output by itself: over many time steps one unit's gradients
/// vanish long before another's.
/// </summary>
internal static unsafe class VanishingColumns<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    /// <summary>Adds a block to a product's sums.</summary>
    /// <param name="a">The product, whose vectors go along X.</param>
    /// <param name="d">Its D at the block's first row.</param>
    /// <param name="x">Its X there.</param>
    /// <param name="rows">The block's rows.</param>
    /// <param name="factor">The largest magnitude of X.</param>
    /// <returns>False where it is as well computed as others are.</returns>
    public static bool Block(in GradientArgs a, float* d, float* x, int rows, float factor)
    {
        int padded = Padding.Of(a.J);
        long pitch = GradientBlocks.Ordered(a.J);
        float* ordered = a.Scratch + GradientBlocks.Sums(a.J, a.Columns);
        uint* largest = (uint*)(ordered + (GradientBlocks.Rows * pitch));
        uint* near = largest + padded;
        int* order = (int*)(near + padded);
        Magnitudes.OfColumns(d, a.DPitch, rows, a.J / Padding.Floats * Padding.Floats, largest, near);
        OfLastColumns(a, d, rows, largest, near);

        // The columns of a kind one after the other; those that add nothing are left out.
        int wholes = Find(Kind.OnGrid, a.J, rows, factor, largest, near, order);
        int scaled = Find(Kind.Vanishing, a.J, rows, factor, largest, near, order + wholes);
        if (wholes + scaled == 0)
        {
            return false;
        }

        int plain = Find(Kind.Plain, a.J, rows, factor, largest, near, order + wholes + scaled);
        float* scaledColumns = ordered + Padding.Of(wholes);
        float* plainColumns = scaledColumns + Padding.Of(scaled);
        for (int r = 0; r < rows; r++)
        {
            float* from = d + (r * a.DPitch);
            Copy(from, order, wholes, ordered + (r * pitch));
            ScaledTile<S, V>.ToWholes(ordered + (r * pitch), ordered + (r * pitch), wholes);
            Copy(from, order + wholes, scaled, scaledColumns + (r * pitch));
            ScaledTile<S, V>.Up(scaledColumns + (r * pitch), scaledColumns + (r * pitch), scaled);
            Copy(from, order + wholes + scaled, plain, plainColumns + (r * pitch));
        }

        Add(a, Kind.OnGrid, ordered, pitch, wholes, order, x, rows);
        Add(a, Kind.Vanishing, scaledColumns, pitch, scaled, order + wholes, x, rows);
        Add(a, Kind.Plain, plainColumns, pitch, plain, order + wholes + scaled, x, rows);
        return true;
    }

    // D ends with its last column, not with a whole vector.
    private static void OfLastColumns(in GradientArgs a, float* d, int rows, uint* largest, uint* near)
    {
        int first = a.J / Padding.Floats * Padding.Floats;
        if (first == a.J)
        {
            return;
        }

        float* last = stackalloc float[Padding.Floats];
        new Span<float>(last, Padding.Floats).Clear();
        uint* most = stackalloc uint[Padding.Floats];
        uint* many = stackalloc uint[Padding.Floats];
        new Span<uint>(largest + first, a.J - first).Clear();
        new Span<uint>(near + first, a.J - first).Clear();
        for (int r = 0; r < rows; r++)
        {
            new Span<float>(d + (r * a.DPitch) + first, a.J - first).CopyTo(new Span<float>(last, Padding.Floats));
            Magnitudes.OfColumns(last, 0, 1, Padding.Floats, most, many);
            for (int j = first; j < a.J; j++)
            {
                largest[j] = Math.Max(largest[j], most[j - first]);
                near[j] += many[j - first];
            }
        }
    }

    private static int Find(Kind kind, int count, int rows, float factor, uint* largest, uint* near, int* order)
    {
        int found = 0;
        for (int j = 0; j < count; j++)
        {
            if (KindOf(Magnitudes.OfColumn(largest[j], near[j], rows), rows, factor) == kind)
            {
                order[found++] = j;
            }
        }

        return found;
    }

    private static Kind KindOf(Magnitudes column, int rows, float factor) =>
        column.AreNothingTimes(factor) ? Kind.Nothing
        : column.StayOnGrid(factor, 2 * rows) ? Kind.OnGrid
        : column.HaveVanished ? Kind.Vanishing
        : Kind.Plain;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy(float* from, int* order, int count, float* to)
    {
        for (int n = 0; n < count; n++)
        {
            to[n] = from[order[n]];
        }

        new Span<float>(to + count, Padding.Of(count) - count).Clear();
    }

    // As the sums lie: panels of 4 vectors of X, a row of each for a j.
    private static void Add(in GradientArgs a, Kind kind, float* columns, long pitch, int count, int* order, float* x, int rows)
    {
        int panelPitch = 4 * S.Width;
        int vectors = Tiles<S, V>.Vectors(a.Columns);
        float* block = stackalloc float[(6 * panelPitch) + Padding.Floats];
        block = Tiles<S, V>.Aligned(block);
        for (int v = 0; v < vectors; v += 4)
        {
            int panelVectors = Math.Min(4, vectors - v);
            float* panel = x + (v * S.Width);
            float* sums = a.Scratch + ((long)v * S.Width * a.J);
            int height;
            for (int i = 0; i < count; i += height)
            {
                height = Tiles<S, V>.NextHeight(count - i);
                new Span<float>(block, height * panelPitch).Clear();
                switch (kind)
                {
                    case Kind.OnGrid:
                        GradientTile<S, V>.Add<One>(height, panelVectors, columns + i, pitch, panel, a.XPitch, rows, block, CacheColumn.None(panel));
                        ScaledTile<S, V>.FromWholes(block, block, height * panelPitch);
                        break;
                    case Kind.Vanishing:
                        for (int r = 0; r < height; r++)
                        {
                            ScaledTile<S, V>.Add(panelVectors, columns + i + r, pitch, panel, a.XPitch, rows, oneIsScaled: true, block + (r * panelPitch));
                        }

                        ScaledTile<S, V>.Down(block, block, height * panelPitch);
                        break;
                    default:
                        GradientTile<S, V>.Add<None>(height, panelVectors, columns + i, pitch, panel, a.XPitch, rows, block, CacheColumn.None(panel));
                        break;
                }

                for (int r = 0; r < height; r++)
                {
                    VanishingGradient<S, V>.AddTo(sums + ((long)order[i + r] * panelPitch), block + (r * panelPitch), panelVectors * S.Width);
                }
            }
        }
    }

    private enum Kind
    {
        Nothing,
        OnGrid,
        Vanishing,
        Plain,
    }
}
