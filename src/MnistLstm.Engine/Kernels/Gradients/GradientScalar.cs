namespace MnistLstm.Engine.Kernels.Gradients;

/// <summary><see cref="GradientArgs"/> in plain loops.</summary>
internal static unsafe class GradientScalar
{
    public static void Gradient(in GradientArgs a)
    {
        for (int j = 0; j < a.J; j++)
        {
            for (int n = 0; n < a.Columns; n++)
            {
                float* output = n < a.OutputColumns ? a.Output + (j * a.OutputPitch) + n : a.LastColumn + j;
                float sum = a.Continues ? *output : 0f;
                for (int row = 0; row < a.Rows; row += GradientBlocks.Rows)
                {
                    float block = 0f;
                    for (int r = row; r < Math.Min(row + GradientBlocks.Rows, a.Rows); r++)
                    {
                        block = MathF.FusedMultiplyAdd(a.D[(r * a.DPitch) + j], a.X[(r * a.XPitch) + n], block);
                    }

                    sum += block;
                }

                *output = sum;
            }
        }
    }
}
