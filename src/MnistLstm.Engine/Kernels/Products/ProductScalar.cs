namespace MnistLstm.Engine.Kernels.Products;

/// <summary><see cref="ProductArgs"/> in plain loops.</summary>
internal static unsafe class ProductScalar
{
    public static void Product(in ProductArgs a)
    {
        for (int r = 0; r < a.Rows; r++)
        {
            for (int n = 0; n < a.Columns; n++)
            {
                float start = a.Start == null ? 0f : a.Start[(r * a.StartPitch) + n];
                a.Output[(r * a.OutputPitch) + n] = Chain(start, a.Segments, a.SegmentCount, r, a.Packed + n, a.Columns);
            }
        }
    }

    /// <summary>One sum: the segments of a row of the left matrix by a column of the right one, whose elements lie <paramref name="pitch"/> floats
    /// apart.</summary>
    public static float Chain(float start, Segment* segments, int count, int row, float* column, long pitch)
    {
        float sum = start;
        for (int s = 0; s < count; s++)
        {
            for (int k = 0; k < segments[s].Count; k++)
            {
                sum = MathF.FusedMultiplyAdd(segments[s].Values[(row * segments[s].Pitch) + k], *column, sum);
                column += pitch;
            }
        }

        return sum;
    }
}
