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
    private const int Samples = 4;

    /// <summary>Adds a block to a product's sums, if it has vanished or nearly.</summary>
    /// <param name="a">The product.</param>
    /// <param name="d">Its D at the block's first row.</param>
    /// <param name="x">Its X there.</param>
    /// <param name="rows">The block's rows.</param>
    /// <returns>False where it must be computed as others are.</returns>
    public static bool Block(in GradientArgs a, float* d, float* x, int rows)
    {
        bool looksSo = false;
        for (int sample = 0; sample < Samples && !looksSo; sample++)
        {
            looksSo = Look(a, d + (rows * sample / Samples * a.DPitch), 1) != Nearness.Far;
        }

        if (!looksSo)
        {
            return false;
        }

        Nearness nearness = Look(a, d, rows);
        if (nearness == Nearness.Far || !MayBeFactors(a, x, rows))
        {
            return false;
        }

        // The chain of a block begins at zero, so zeros leave it there; and to the sums so far, which have no zero with a minus, it adds nothing.
        if (nearness == Nearness.Near)
        {
            AddScaled(a, d, x, rows);
        }

        return true;
    }

    private static Nearness Look(in GradientArgs a, float* d, int rows)
    {
        Magnitudes.Counter counter = default;
        for (int r = 0; r < rows; r++)
        {
            counter.Add(d + (r * a.DPitch), a.J);
        }

        return counter.Nearness;
    }

    private static bool MayBeFactors(in GradientArgs a, float* x, int rows)
    {
        bool areFactors = true;
        for (int r = 0; r < rows && areFactors; r++)
        {
            areFactors = Magnitudes.AreFactors(x + (r * a.XPitch), a.Columns);
        }

        return areFactors;
    }

    private static void AddScaled(in GradientArgs a, float* d, float* x, int rows)
    {
        int pitch = Padding.Of(a.J);
        float* scaled = a.Scratch + GradientBlocks.Sums(a.J, a.Columns);
        for (int r = 0; r < rows; r++)
        {
            Scaling.Up(d + (r * a.DPitch), scaled + ((long)r * pitch), a.J);
            new Span<float>(scaled + ((long)r * pitch) + a.J, pitch - a.J).Clear();
        }

        if (GradientVector<S, V>.GoesAlongJ(a))
        {
            Add(x, a.XPitch, a.Columns, scaled, pitch, a.J, rows, oneIsScaled: false, a.Scratch);
        }
        else
        {
            Add(scaled, pitch, a.J, x, a.XPitch, a.Columns, rows, oneIsScaled: true, a.Scratch);
        }
    }

    // As the sums lie: panels of 4 vectors of n, a row of each for an i.
    private static void Add(float* y, long yPitch, int height, float* z, long zPitch, int width, int rows, bool oneIsScaled, float* sums)
    {
        int w = S.Width;
        int vectors = Tiles<S, V>.Vectors(width);
        float* block = stackalloc float[4 * w];
        for (int v = 0; v < vectors; v += 4)
        {
            int panelVectors = Math.Min(4, vectors - v);
            for (int i = 0; i < height; i++)
            {
                new Span<float>(block, 4 * w).Clear();
                ScaledTile<S, V>.Add(panelVectors, y + i, yPitch, z + (v * w), zPitch, rows, oneIsScaled, block);
                Scaling.Down(block, block, panelVectors * w);
                for (int n = 0; n < panelVectors * w; n++)
                {
                    sums[n] += block[n];
                }

                sums += 4 * w;
            }
        }
    }
}
