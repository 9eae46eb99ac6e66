using MnistLstm.Engine.Kernels.Simd;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Kernels.Gradients;

/// <summary><see cref="GradientArgs"/> by tiles.</summary>
internal static unsafe class GradientVector<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    public static void Gradients(GradientArgs* products, int count)
    {
        int rows = 0;
        int lines = 0;
        for (int p = 0; p < count; p++)
        {
            rows = Math.Max(rows, products[p].Rows);
            lines += NextBlock<S, V>.MostLines(products[p]);
            new Span<float>(products[p].Scratch, SumsLength(products[p])).Clear();
            if (products[p].Continues)
            {
                Read(products[p]);
            }
        }

        CacheColumn* columns = stackalloc CacheColumn[lines];
        NextBlock<S, V> next = new(columns);
        for (int p = 0; p < count; p++)
        {
            next.Add(products, p);
        }

        // Blocks outermost: the rows come from far away once, then all tiles of all products read them, and their sums, from the caches.
        for (int row = 0; row < rows; row += GradientBlocks.Rows)
        {
            next.Begin(row + GradientBlocks.Rows, rows);
            for (int p = 0; p < count; p++)
            {
                ref GradientArgs a = ref products[p];
                int blockRows = Math.Min(GradientBlocks.Rows, a.Rows - row);
                if (blockRows <= 0)
                {
                    continue;
                }

                if (VanishingGradient<S, V>.Block(a, row, blockRows))
                {
                    continue;
                }

                float* d = a.D + (row * a.DPitch);
                float* x = a.X + (row * a.XPitch);
                if (GoesAlongJ(a))
                {
                    SumProducts(x, a.XPitch, a.Columns, d, a.DPitch, a.J, blockRows, a.Scratch, ref next);
                }
                else
                {
                    SumProducts(d, a.DPitch, a.J, x, a.XPitch, a.Columns, blockRows, a.Scratch, ref next);
                }
            }
        }

        for (int p = 0; p < count; p++)
        {
            if (GoesAlongJ(products[p]))
            {
                WriteTransposed(products[p]);
            }
            else
            {
                Write(products[p]);
            }
        }
    }

    /// <summary>A product is the same either way round: vectors go along the side that fills them better.</summary>
    public static bool GoesAlongJ(in GradientArgs a)
    {
        return Filling(a.J) > Filling(a.Columns);

        static float Filling(int count) => count / (float)(Tiles<S, V>.Vectors(count) * S.Width);
    }

    /// <summary>Floats of <see cref="GradientArgs.Scratch"/> that a product's sums take this way round.</summary>
    private static int SumsLength(in GradientArgs a)
    {
        return GoesAlongJ(a) ? a.Columns * Panels(a.J) : a.J * Panels(a.Columns);

        static int Panels(int count) => (Tiles<S, V>.Vectors(count) + 3) / 4 * 4 * S.Width;
    }

    /// <summary>Adds y[r, i]·z[r, n] over the rows of a block, for i below <paramref name="height"/> and n below <paramref name="width"/>, the vectors going
    /// along n.</summary>
    private static void SumProducts(float* y, long yPitch, int height, float* z, long zPitch, int width, int rows, float* sums, ref NextBlock<S, V> next)
    {
        int vectors = Tiles<S, V>.Vectors(width);
        int tilePitch = 4 * S.Width;
        for (int v = 0; v < vectors; v += 4)
        {
            int panelVectors = Math.Min(4, vectors - v);
            float* panel = z + (v * S.Width);
            int tileHeight;
            for (int i = 0; i < height; i += tileHeight)
            {
                tileHeight = Tiles<S, V>.NextHeight(height - i);
                GradientTile<S, V>.Add<None>(tileHeight, panelVectors, y + i, yPitch, panel, zPitch, rows, sums + ((long)i * tilePitch), next.Column(panel));
            }

            sums += (long)height * tilePitch;
        }
    }

    /// <summary>Fills the sums with what stands in the output: the other way of <see cref="Write"/> and <see cref="WriteTransposed"/>.</summary>
    private static void Read(in GradientArgs a)
    {
        int tilePitch = 4 * S.Width;
        if (GoesAlongJ(a))
        {
            for (int j = 0; j < a.J; j += tilePitch)
            {
                float* sums = a.Scratch + ((long)j * a.Columns);
                int lanes = Math.Min(a.J - j, tilePitch);
                Lanes<S, V>.Transpose(a.Output + (j * a.OutputPitch), a.OutputPitch, lanes, a.OutputColumns, sums, tilePitch);
                if (a.LastColumn != null)
                {
                    new Span<float>(a.LastColumn + j, lanes).CopyTo(new Span<float>(sums + ((long)a.OutputColumns * tilePitch), lanes));
                }
            }

            return;
        }

        for (int column = 0; column < a.Columns; column += tilePitch)
        {
            int columns = Math.Min(a.OutputColumns - column, tilePitch);
            float* sums = a.Scratch + ((long)column * a.J);
            for (int j = 0; j < a.J; j++)
            {
                new Span<float>(a.Output + (j * a.OutputPitch) + column, columns).CopyTo(new Span<float>(sums + (j * tilePitch), columns));
                if (a.LastColumn != null && a.Columns - column <= tilePitch)
                {
                    sums[(j * tilePitch) + columns] = a.LastColumn[j];
                }
            }
        }
    }

    private static void Write(in GradientArgs a)
    {
        int tilePitch = 4 * S.Width;
        for (int column = 0; column < a.Columns; column += tilePitch)
        {
            int columns = Math.Min(a.OutputColumns - column, tilePitch);
            float* sums = a.Scratch + ((long)column * a.J);
            for (int j = 0; j < a.J; j++)
            {
                new Span<float>(sums + (j * tilePitch), columns).CopyTo(new Span<float>(a.Output + (j * a.OutputPitch) + column, columns));
            }

            if (a.LastColumn != null && a.Columns - column <= tilePitch)
            {
                for (int j = 0; j < a.J; j++)
                {
                    a.LastColumn[j] = sums[(j * tilePitch) + columns];
                }
            }
        }
    }

    private static void WriteTransposed(in GradientArgs a)
    {
        int tilePitch = 4 * S.Width;
        for (int j = 0; j < a.J; j += tilePitch)
        {
            float* sums = a.Scratch + ((long)j * a.Columns);
            int lanes = Math.Min(a.J - j, tilePitch);
            Lanes<S, V>.Transpose(sums, tilePitch, a.OutputColumns, lanes, a.Output + (j * a.OutputPitch), a.OutputPitch);
            if (a.LastColumn != null)
            {
                new Span<float>(sums + ((long)a.OutputColumns * tilePitch), lanes).CopyTo(new Span<float>(a.LastColumn + j, lanes));
            }
        }
    }
}
