namespace MnistLstm.Engine.Numerics;

/// <summary>What the optimizers' scalars need beyond IEEE operations, without the C library.</summary>
internal static class DoubleMath
{
    /// <summary>
    /// x^n for n ≥ 0, by repeated squaring in double-double arithmetic (products split exactly by FMA, as in Dekker 1971), so that the
    /// result is the correctly rounded one but for rare ties, as a good <c>pow</c> gives it.
    /// </summary>
    public static double Power(double x, int n)
    {
        (double High, double Low) result = (1.0, 0.0);
        (double High, double Low) square = (x, 0.0);
        for (int left = n; left > 0; left >>= 1)
        {
            if ((left & 1) != 0)
            {
                result = Multiply(result, square);
            }

            square = Multiply(square, square);
        }

        return result.High;
    }

    private static (double High, double Low) Multiply((double High, double Low) a, (double High, double Low) b)
    {
        double product = a.High * b.High;
        double error = Math.FusedMultiplyAdd(a.High, b.High, -product);
        error = Math.FusedMultiplyAdd(a.High, b.Low, error);
        error = Math.FusedMultiplyAdd(a.Low, b.High, error);
        double high = product + error;
        return (high, error - (high - product));
    }
}
