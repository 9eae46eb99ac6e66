namespace MnistLstm.Engine.Kernels.Gradients;

/// <summary>Sums of columns in plain loops.</summary>
internal static unsafe class ColumnSumScalar
{
    public static void ColumnSum(float* d, long pitch, int rows, int count, float* output)
    {
        for (int j = 0; j < count; j++)
        {
            float sum = 0f;
            for (int row = 0; row < rows; row += GradientBlocks.Rows)
            {
                float block = 0f;
                for (int r = row; r < Math.Min(row + GradientBlocks.Rows, rows); r++)
                {
                    block += d[(r * pitch) + j];
                }

                sum += block;
            }

            output[j] = sum;
        }
    }
}
