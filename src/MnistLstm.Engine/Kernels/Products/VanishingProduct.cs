using MnistLstm.Engine.Kernels.Simd;
using MnistLstm.Engine.Kernels.Subnormals;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Kernels.Products;

/// <summary>
/// A product of gradients that have vanished, or nearly, with the bits of <see cref="ProductTile{S, V}"/> but for the signs of zeros. Where each product
/// is nothing to its sum, nothing is computed; where all sums are among the smallest floats, they are chains of whole numbers; and where some may be, chains
/// of numbers that are scaled up.
/// </summary>
internal static unsafe class VanishingProduct<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    private const int Samples = 4;
    private const int Together = 256;

    /// <summary>The largest weight, where it is worth while to look at each row, by a sample of them; else infinity.</summary>
    public static float Begin(in ProductArgs a)
    {
        for (int sample = 0; sample < Samples; sample++)
        {
            if (Look(a, (int)((long)a.Rows * sample / Samples), 1).SumsHaveVanished)
            {
                return LargestWeight(a);
            }
        }

        return float.PositiveInfinity;
    }

    /// <summary>Computes part of the rows of a tile, if they have vanished or nearly.</summary>
    /// <param name="a">The product.</param>
    /// <param name="largestWeight">What <see cref="Begin"/> returned, finite.</param>
    /// <param name="row">The first row.</param>
    /// <param name="rows">Number of rows, a tile's at most.</param>
    /// <param name="column">The first column.</param>
    /// <param name="vectors">Vectors of columns, 4 at most.</param>
    /// <param name="panel">Their weights.</param>
    /// <returns>False where they must be computed as others are.</returns>
    public static bool Rows(in ProductArgs a, float largestWeight, int row, int rows, int column, int vectors, float* panel)
    {
        Magnitudes values = Look(a, row, rows);
        if (!values.SumsHaveVanished)
        {
            return false;
        }

        int columns = vectors * S.Width;
        Magnitudes starts = default;
        for (int r = row; r < row + rows && a.Start != null; r++)
        {
            starts.Add(a.Start + (r * a.StartPitch) + column, columns);
        }

        if (starts.HasLarge)
        {
            return false;
        }

        bool isNothing = values.AreNothingTimes(largestWeight);
        bool isOnGrid = values.StayOnGrid(largestWeight, 2 * a.Depth) && starts.StayOnGrid(1f, 2);
        int pitch = 4 * S.Width;
        float* sums = stackalloc float[(6 * pitch) + Padding.Floats];
        sums = Tiles<S, V>.Aligned(sums);
        for (int r = 0; r < rows; r++)
        {
            float* sum = sums + (r * pitch);
            new Span<float>(sum, columns).Clear();
            if (a.Start != null)
            {
                float* start = a.Start + ((row + r) * a.StartPitch) + column;
                new Span<float>(start, columns).CopyTo(new Span<float>(sum, columns));
            }
        }

        if (!isNothing)
        {
            if (isOnGrid)
            {
                OnGrid(a, row, rows, vectors, panel, sums);
            }
            else
            {
                ScaledUp(a, row, rows, vectors, panel, sums);
            }
        }

        for (int r = 0; r < rows; r++)
        {
            new Span<float>(sums + (r * pitch), columns).CopyTo(new Span<float>(a.Output + ((row + r) * a.OutputPitch) + column, columns));
        }

        return true;
    }

    private static float LargestWeight(in ProductArgs a)
    {
        if (a.LargestWeight != null && !float.IsNaN(*a.LargestWeight))
        {
            return *a.LargestWeight;
        }

        float largest = Magnitudes.LargestFactor(a.Packed, (long)a.Depth * Tiles<S, V>.Vectors(a.Columns) * S.Width);
        if (a.LargestWeight != null)
        {
            *a.LargestWeight = largest;
        }

        return largest;
    }

    private static Magnitudes Look(in ProductArgs a, int row, int rows)
    {
        Magnitudes known = Magnitudes.UpTo(a.Sizes.Largest(row, rows));
        if (known.SumsHaveVanished)
        {
            return known;
        }

        Magnitudes magnitudes = default;
        for (int s = 0; s < a.SegmentCount; s++)
        {
            for (int r = row; r < row + rows; r++)
            {
                magnitudes.Add(a.Segments[s].Values + (r * a.Segments[s].Pitch), a.Segments[s].Count);
            }
        }

        return magnitudes;
    }

    // Rows of sums lie 4 vectors apart.
    private static void OnGrid(in ProductArgs a, int row, int rows, int vectors, float* panel, float* sums)
    {
        int w = S.Width;
        for (int r = 0; r < rows; r++)
        {
            float* sum = sums + (r * 4 * w);
            ScaledTile<S, V>.ToWholes(sum, sum, vectors * w);
            for (int n = 0; n < vectors * w; n++)
            {
                sum[n] += Scaling.Wholes;
            }
        }

        float* wholes = stackalloc float[6 * Together];
        Segment part = new(wholes, Together, 0);
        for (int s = 0; s < a.SegmentCount; s++)
        {
            for (int k = 0; k < a.Segments[s].Count; k += Together)
            {
                part.Count = Math.Min(Together, a.Segments[s].Count - k);
                for (int r = 0; r < rows; r++)
                {
                    ScaledTile<S, V>.ToWholes(a.Segments[s].Values + ((row + r) * a.Segments[s].Pitch) + k, wholes + (r * Together), part.Count);
                }

                ProductTile<S, V>.Sum(rows, vectors, &part, 1, 0, panel, sums, 4 * w, w, sums, 4 * w, CacheColumn.None(panel));
                panel += (long)part.Count * vectors * w;
            }
        }

        for (int r = 0; r < rows; r++)
        {
            ScaledTile<S, V>.FromWholes(sums + (r * 4 * w), sums + (r * 4 * w), vectors * w);
        }
    }

    private static void ScaledUp(in ProductArgs a, int row, int rows, int vectors, float* panel, float* sums)
    {
        int w = S.Width;
        float* scaled = stackalloc float[Together];
        for (int r = 0; r < rows; r++)
        {
            float* sum = sums + (r * 4 * w);
            float* weights = panel;
            ScaledTile<S, V>.Up(sum, sum, vectors * w);
            for (int s = 0; s < a.SegmentCount; s++)
            {
                float* values = a.Segments[s].Values + ((row + r) * a.Segments[s].Pitch);
                for (int k = 0; k < a.Segments[s].Count; k += Together)
                {
                    int count = Math.Min(Together, a.Segments[s].Count - k);
                    ScaledTile<S, V>.Up(values + k, scaled, count);
                    ScaledTile<S, V>.Add(vectors, scaled, 1, weights, vectors * w, count, oneIsScaled: true, sum);
                    weights += (long)count * vectors * w;
                }
            }

            ScaledTile<S, V>.Down(sum, sum, vectors * w);
        }
    }
}
