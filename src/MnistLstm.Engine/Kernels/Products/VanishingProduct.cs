using MnistLstm.Engine.Kernels.Simd;
using MnistLstm.Engine.Kernels.Subnormals;

namespace MnistLstm.Engine.Kernels.Products;

/// <summary>
/// A product of gradients that have vanished, or nearly, with the bits of <see cref="ProductTile{S, V}"/>: of rows that are all zero nothing is computed,
/// and those whose sums come near the smallest floats are computed scaled up.
/// </summary>
internal static unsafe class VanishingProduct<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    private const int Samples = 4;
    private const int Together = 256;

    /// <summary>Whether it is worth while to look at each row: by a sample of them, and only where no weight is large.</summary>
    public static bool Begins(in ProductArgs a)
    {
        bool begins = false;
        for (int sample = 0; sample < Samples && !begins; sample++)
        {
            begins = Look(a, (int)((long)a.Rows * sample / Samples), 1) != Nearness.Far;
        }

        return begins && Magnitudes.AreFactors(a.Packed, (long)a.Depth * Tiles<S, V>.Vectors(a.Columns) * S.Width);
    }

    /// <summary>Computes part of some rows, if they have vanished or nearly.</summary>
    /// <param name="a">The product.</param>
    /// <param name="row">The first row.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="column">The first column.</param>
    /// <param name="vectors">Vectors of columns, 4 at most.</param>
    /// <param name="panel">Their weights.</param>
    /// <returns>False where they must be computed as others are.</returns>
    public static bool Rows(in ProductArgs a, int row, int rows, int column, int vectors, float* panel)
    {
        Nearness nearness = Look(a, row, rows);
        if (nearness == Nearness.Far || (a.Start != null && !IsFitToStart(a, nearness, row, rows, column, vectors * S.Width)))
        {
            return false;
        }

        for (int r = row; r < row + rows; r++)
        {
            float* start = a.Start == null ? null : a.Start + (r * a.StartPitch) + column;
            float* output = a.Output + (r * a.OutputPitch) + column;
            if (nearness == Nearness.Near)
            {
                Scaled(a, r, start, vectors, panel, output);
            }
            else if (start == null)
            {
                new Span<float>(output, vectors * S.Width).Clear();
            }
            else
            {
                new Span<float>(start, vectors * S.Width).CopyTo(new Span<float>(output, vectors * S.Width));
            }
        }

        return true;
    }

    // A chain of zeros leaves what it starts from as it is, but for a zero with a minus, which may lose it.
    private static bool IsFitToStart(in ProductArgs a, Nearness nearness, int row, int rows, int column, int columns)
    {
        Magnitudes.Counter counter = default;
        bool hasNegativeZero = false;
        for (int r = row; r < row + rows; r++)
        {
            float* start = a.Start + (r * a.StartPitch) + column;
            counter.Add(start, columns);
            hasNegativeZero |= !Magnitudes.HasNoNegativeZero(start, columns);
        }

        return nearness == Nearness.Near ? !counter.HasLarge : !hasNegativeZero;
    }

    private static Nearness Look(in ProductArgs a, int row, int rows)
    {
        Magnitudes.Counter counter = default;
        for (int s = 0; s < a.SegmentCount; s++)
        {
            for (int r = row; r < row + rows; r++)
            {
                counter.Add(a.Segments[s].Values + (r * a.Segments[s].Pitch), a.Segments[s].Count);
            }
        }

        return counter.Nearness;
    }

    private static void Scaled(in ProductArgs a, int row, float* start, int vectors, float* panel, float* output)
    {
        int w = S.Width;
        float* sums = stackalloc float[4 * w];
        new Span<float>(sums, 4 * w).Clear();
        if (start != null)
        {
            Scaling.Up(start, sums, vectors * w);
        }

        float* scaled = stackalloc float[Together];
        for (int s = 0; s < a.SegmentCount; s++)
        {
            float* values = a.Segments[s].Values + (row * a.Segments[s].Pitch);
            for (int k = 0; k < a.Segments[s].Count; k += Together)
            {
                int count = Math.Min(Together, a.Segments[s].Count - k);
                Scaling.Up(values + k, scaled, count);
                ScaledTile<S, V>.Add(vectors, scaled, 1, panel, vectors * w, count, oneIsScaled: true, sums);
                panel += (long)count * vectors * w;
            }
        }

        Scaling.Down(sums, output, vectors * w);
    }
}
