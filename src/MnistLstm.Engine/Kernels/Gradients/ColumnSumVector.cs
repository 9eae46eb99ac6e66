using MnistLstm.Engine.Kernels.Simd;

namespace MnistLstm.Engine.Kernels.Gradients;

/// <summary>Sums of columns, a vector of columns at a time.</summary>
internal static unsafe class ColumnSumVector<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    public static void ColumnSum(float* d, long pitch, int rows, int count, float* output)
    {
        for (int j = 0; j < count; j += S.Width)
        {
            V sum = S.Zero;
            for (int row = 0; row < rows; row += GradientBlocks.Rows)
            {
                V block = S.Zero;
                for (int r = row; r < Math.Min(row + GradientBlocks.Rows, rows); r++)
                {
                    block = S.Add(block, S.Load(d + (r * pitch) + j));
                }

                sum = S.Add(sum, block);
            }

            Lanes<S, V>.Store(output + j, sum, count - j);
        }
    }
}
