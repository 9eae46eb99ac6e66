namespace MnistLstm.Engine.Kernels.Elementwise;

/// <summary>Σ x² in double, in plain loops.</summary>
internal static unsafe class SumOfSquaresScalar
{
    public static double Sum(float* x, int count)
    {
        double* lanes = stackalloc double[SquareSums.Lanes];
        for (int n = 0; n < count; n++)
        {
            lanes[n % SquareSums.Lanes] += (double)x[n] * x[n];
        }

        return SquareSums.Add(lanes);
    }
}
