namespace MnistLstm.Engine.Kernels;

internal sealed unsafe partial class VectorKernels<S, V>
{
    public override void Gradient(in GradientArgs a)
    {
        int vectors = Vectors(a.Columns);
        int tilePitch = 4 * S.Width;
        for (int v = 0; v < vectors; v += 4)
        {
            int panelVectors = Math.Min(4, vectors - v);
            int column = v * S.Width;
            new Span<float>(a.Scratch, a.J * tilePitch).Clear();
            for (int row = 0; row < a.Rows; row += GradientBlock)
            {
                int rows = Math.Min(GradientBlock, a.Rows - row);
                int height;
                for (int j = 0; j < a.J; j += height)
                {
                    height = NextHeight(a.J - j);
                    GradientTile(height, panelVectors, a.D + (row * a.DPitch) + j, a.DPitch, a.X + (row * a.XPitch) + column, a.XPitch, rows, a.Scratch + ((long)j * tilePitch));
                }
            }

            int columns = Math.Min(a.Columns - column, tilePitch);
            for (int j = 0; j < a.J; j++)
            {
                new Span<float>(a.Scratch + ((long)j * tilePitch), columns).CopyTo(new Span<float>(a.Output + (j * a.OutputPitch) + column, columns));
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

    private static void GradientTile(int height, int vectors, float* d, long dPitch, float* x, long xPitch, int rows, float* sums)
    {
        switch (vectors)
        {
            case 1: GradientTile<One>(height, d, dPitch, x, xPitch, rows, sums); break;
            case 2: GradientTile<Two>(height, d, dPitch, x, xPitch, rows, sums); break;
            case 3: GradientTile<Three>(height, d, dPitch, x, xPitch, rows, sums); break;
            default: GradientTile<Four>(height, d, dPitch, x, xPitch, rows, sums); break;
        }
    }

    private static void GradientTile<C>(int height, float* d, long dPitch, float* x, long xPitch, int rows, float* sums)
        where C : struct, ICount
    {
        switch (height)
        {
            case 1: GradientTile<One, C>(d, dPitch, x, xPitch, rows, sums); break;
            case 2: GradientTile<Two, C>(d, dPitch, x, xPitch, rows, sums); break;
            case 3: GradientTile<Three, C>(d, dPitch, x, xPitch, rows, sums); break;
            case 4: GradientTile<Four, C>(d, dPitch, x, xPitch, rows, sums); break;
            case 5: GradientTile<Five, C>(d, dPitch, x, xPitch, rows, sums); break;
            default: GradientTile<Six, C>(d, dPitch, x, xPitch, rows, sums); break;
        }
    }
}
