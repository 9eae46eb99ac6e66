namespace MnistLstm.Engine.Kernels;

internal sealed unsafe partial class VectorKernels<S, V>
{
    public override void Gradients(GradientArgs* products, int count)
    {
        int rows = 0;
        for (int p = 0; p < count; p++)
        {
            rows = Math.Max(rows, products[p].Rows);
            new Span<float>(products[p].Scratch, (int)GradientScratch(products[p].J, products[p].Columns)).Clear();
        }

        // Blocks outermost: the rows come from far away once, then all tiles of all products read them, and their sums, from the caches.
        for (int row = 0; row < rows; row += GradientBlock)
        {
            for (int p = 0; p < count; p++)
            {
                ref GradientArgs a = ref products[p];
                int blockRows = Math.Min(GradientBlock, a.Rows - row);
                if (blockRows <= 0)
                {
                    continue;
                }

                float* d = a.D + (row * a.DPitch);
                float* x = a.X + (row * a.XPitch);
                if (GoesAlongJ(a))
                {
                    SumProducts(x, a.XPitch, a.Columns, d, a.DPitch, a.J, blockRows, a.Scratch);
                }
                else
                {
                    SumProducts(d, a.DPitch, a.J, x, a.XPitch, a.Columns, blockRows, a.Scratch);
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
    private static bool GoesAlongJ(in GradientArgs a)
    {
        return Filling(a.J) > Filling(a.Columns);

        static float Filling(int count) => count / (float)(Vectors(count) * S.Width);
    }

    /// <summary>Adds y[r, i]·z[r, n] over the rows of a block, for i below <paramref name="height"/> and n below <paramref name="width"/>, the vectors going along n.</summary>
    private static void SumProducts(float* y, long yPitch, int height, float* z, long zPitch, int width, int rows, float* sums)
    {
        int vectors = Vectors(width);
        int tilePitch = 4 * S.Width;
        for (int v = 0; v < vectors; v += 4)
        {
            int panelVectors = Math.Min(4, vectors - v);
            float* panel = z + (v * S.Width);
            int lines = panelVectors * S.Width / Padding;
            int tileHeight;
            int tile = 0;
            for (int i = 0; i < height; i += tileHeight)
            {
                tileHeight = NextHeight(height - i);

                // Rows lie pages apart, where no hardware prefetcher follows: each tile asks for one of the lines that the next block will need.
                bool ofPanel = tile < lines;
                int column = Math.Min((tile - lines) * Padding, height - 1);
                float* ahead = ofPanel ? panel + (rows * zPitch) + (tile * Padding) : y + (rows * yPitch) + column;
                GradientTile(tileHeight, panelVectors, y + i, yPitch, panel, zPitch, rows, sums + ((long)i * tilePitch), ahead, ofPanel ? zPitch : yPitch);
                tile++;
            }

            sums += (long)height * tilePitch;
        }
    }

    private static void Write(in GradientArgs a)
    {
        int tilePitch = 4 * S.Width;
        for (int column = 0; column < a.Columns; column += tilePitch)
        {
            int columns = Math.Min(a.Columns - column, tilePitch);
            float* sums = a.Scratch + ((long)column * a.J);
            for (int j = 0; j < a.J; j++)
            {
                new Span<float>(sums + (j * tilePitch), columns).CopyTo(new Span<float>(a.Output + (j * a.OutputPitch) + column, columns));
            }
        }
    }

    private static void WriteTransposed(in GradientArgs a)
    {
        int tilePitch = 4 * S.Width;
        for (int j = 0; j < a.J; j++)
        {
            float* sums = a.Scratch + ((long)(j / tilePitch) * a.Columns * tilePitch) + (j % tilePitch);
            float* output = a.Output + (j * a.OutputPitch);
            for (int n = 0; n < a.Columns; n++)
            {
                output[n] = sums[n * tilePitch];
            }
        }
    }

    public override void ColumnSum(float* d, long pitch, int rows, int count, float* output)
    {
        for (int j = 0; j < count; j += S.Width)
        {
            V sum = S.Zero;
            for (int row = 0; row < rows; row += GradientBlock)
            {
                V block = S.Zero;
                for (int r = row; r < Math.Min(row + GradientBlock, rows); r++)
                {
                    block = S.Add(block, S.Load(d + (r * pitch) + j));
                }

                sum = S.Add(sum, block);
            }

            StoreLanes(output + j, sum, count - j);
        }
    }

    private static void GradientTile(int height, int vectors, float* d, long dPitch, float* x, long xPitch, int rows, float* sums, float* ahead, long aheadPitch)
    {
        switch (vectors)
        {
            case 1: GradientTile<One>(height, d, dPitch, x, xPitch, rows, sums, ahead, aheadPitch); break;
            case 2: GradientTile<Two>(height, d, dPitch, x, xPitch, rows, sums, ahead, aheadPitch); break;
            case 3: GradientTile<Three>(height, d, dPitch, x, xPitch, rows, sums, ahead, aheadPitch); break;
            default: GradientTile<Four>(height, d, dPitch, x, xPitch, rows, sums, ahead, aheadPitch); break;
        }
    }

    private static void GradientTile<C>(int height, float* d, long dPitch, float* x, long xPitch, int rows, float* sums, float* ahead, long aheadPitch)
        where C : struct, ICount
    {
        switch (height)
        {
            case 1: GradientTile<One, C>(d, dPitch, x, xPitch, rows, sums, ahead, aheadPitch); break;
            case 2: GradientTile<Two, C>(d, dPitch, x, xPitch, rows, sums, ahead, aheadPitch); break;
            case 3: GradientTile<Three, C>(d, dPitch, x, xPitch, rows, sums, ahead, aheadPitch); break;
            case 4: GradientTile<Four, C>(d, dPitch, x, xPitch, rows, sums, ahead, aheadPitch); break;
            case 5: GradientTile<Five, C>(d, dPitch, x, xPitch, rows, sums, ahead, aheadPitch); break;
            default: GradientTile<Six, C>(d, dPitch, x, xPitch, rows, sums, ahead, aheadPitch); break;
        }
    }
}
