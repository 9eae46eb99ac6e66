namespace MnistLstm.Engine.Kernels.Elementwise;

/// <summary>What the sums of squares of all widths share.</summary>
internal static unsafe class SquareSums
{
    /// <summary>Sums kept side by side. Part of exact/1, whatever the vectors are.</summary>
    public const int Lanes = 16;

    /// <summary>The sum of the lanes, in order, from lane 0.</summary>
    public static double Add(double* lanes)
    {
        double sum = lanes[0];
        for (int lane = 1; lane < Lanes; lane++)
        {
            sum += lanes[lane];
        }

        return sum;
    }
}
