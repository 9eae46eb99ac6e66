using MnistLstm.Engine.Kernels.Simd;
using MnistLstm.Engine.Kernels.Subnormals;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Kernels.Gradients;

/// <summary>
/// A block of a weight gradient whose outputs' gradients have vanished, or nearly, with the bits of <see cref="GradientTile{S, V}"/>: nothing is added of
/// one that is all zero, and one whose sums come near the smallest floats is computed scaled up.
/// </summary>
internal static unsafe class VanishingGradient<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    /// <summary>Adds a block to a product's sums, if it has vanished or nearly.</summary>
    /// <param name="a">The product.</param>
    /// <param name="row">The block's first row.</param>
    /// <param name="rows">The block's rows.</param>
    /// <returns>False where it must be computed as others are.</returns>
    public static bool Block(in GradientArgs a, int row, int rows)
    {
        float* d = a.D + (row * a.DPitch);
        float* x = a.X + (row * a.XPitch);

        // What is known spares reading D, whose rows come from far away.
        Magnitudes values = Magnitudes.UpTo(Largest(a.LargestD, a.LargestPitch, row, rows));
        if (!values.HaveVanished)
        {
            if (!Magnitudes.MayHaveVanished(d, a.DPitch, rows, a.J))
            {
                return false;
            }

            values = Look(a, d, rows);
            if (!values.HaveVanished)
            {
                return false;
            }
        }

        float factor = a.LargestX == null ? float.PositiveInfinity : Largest(a.LargestX, a.LargestPitch, row, rows);
        factor = float.IsFinite(factor) ? factor : LargestX(a, x, rows);
        if (!float.IsFinite(factor))
        {
            return false;
        }

        // The chain of a block begins at zero, and where it stays there, it adds nothing to the sums so far, none of which is a zero with a minus.
        if (values.AreNothingTimes(factor))
        {
            return true;
        }

        if (!Magnitudes.SmallestAreSlow)
        {
            return false;
        }

        if (!GradientVector<S, V>.GoesAlongJ(a))
        {
            return VanishingColumns<S, V>.Block(a, d, x, rows, factor);
        }

        int pitch = Padding.Of(a.J);
        float* scaled = a.Scratch + GradientBlocks.Sums(a.J, a.Columns);
        bool isOnGrid = values.StayOnGrid(factor, 2 * rows);
        for (int r = 0; r < rows; r++)
        {
            float* to = scaled + ((long)r * pitch);
            new Span<float>(d + (r * a.DPitch), a.J).CopyTo(new Span<float>(to, a.J));
            new Span<float>(to + a.J, pitch - a.J).Clear();
            if (isOnGrid)
            {
                ScaledTile<S, V>.ToWholes(to, to, a.J);
            }
            else
            {
                ScaledTile<S, V>.Up(to, to, a.J);
            }
        }

        AddAlongJ(a, x, scaled, pitch, rows, isOnGrid);
        return true;
    }

    /// <summary>Adds a block's chains to the sums so far. Whole vectors.</summary>
    public static void AddTo(float* sums, float* block, int count)
    {
        for (int n = 0; n < count; n += S.Width)
        {
            S.Store(sums + n, S.Add(S.Load(sums + n), S.Load(block + n)));
        }
    }

    private static float Largest(float* known, int pitch, int row, int rows)
    {
        if (known == null)
        {
            return float.PositiveInfinity;
        }

        float largest = 0f;
        for (int r = row; r < row + rows; r++)
        {
            largest = Math.Max(largest, known[(long)r * pitch]);
        }

        return largest;
    }

    private static float LargestX(in GradientArgs a, float* x, int rows)
    {
        float largest = 0f;
        for (int r = 0; r < rows; r++)
        {
            largest = Math.Max(largest, Magnitudes.LargestFactor(x + (r * a.XPitch), a.Columns));
        }

        return largest;
    }

    private static Magnitudes Look(scoped in GradientArgs a, float* d, int rows)
    {
        Magnitudes magnitudes = default;
        for (int r = 0; r < rows; r++)
        {
            magnitudes.Add(d + (r * a.DPitch), a.J);
        }

        return magnitudes;
    }

    // As the sums lie: panels of 4 vectors of j, a row of each for a column.
    private static void AddAlongJ(in GradientArgs a, float* x, float* scaled, long scaledPitch, int rows, bool isOnGrid)
    {
        int pitch = 4 * S.Width;
        int vectors = Tiles<S, V>.Vectors(a.J);
        float* sums = a.Scratch;
        float* block = stackalloc float[(6 * pitch) + Padding.Floats];
        block = Tiles<S, V>.Aligned(block);
        for (int v = 0; v < vectors; v += 4)
        {
            int panelVectors = Math.Min(4, vectors - v);
            float* panel = scaled + (v * S.Width);
            int height;
            for (int i = 0; i < a.Columns; i += height)
            {
                height = Tiles<S, V>.NextHeight(a.Columns - i);
                new Span<float>(block, height * pitch).Clear();
                if (isOnGrid)
                {
                    GradientTile<S, V>.Add<One>(height, panelVectors, x + i, a.XPitch, panel, scaledPitch, rows, block, CacheColumn.None(panel));
                    ScaledTile<S, V>.FromWholes(block, block, height * pitch);
                }
                else
                {
                    for (int r = 0; r < height; r++)
                    {
                        ScaledTile<S, V>.Add(panelVectors, x + i + r, a.XPitch, panel, scaledPitch, rows, oneIsScaled: false, block + (r * pitch));
                    }

                    ScaledTile<S, V>.Down(block, block, height * pitch);
                }

                AddTo(sums, block, height * pitch);
                sums += height * pitch;
            }
        }
    }
}
