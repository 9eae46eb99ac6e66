namespace MnistLstm.Runner.Reports.Tables;

/// <summary>Student's t distribution for whole degrees of freedom.</summary>
internal static class StudentT
{
    private const double Enough = 1e-12;

    /// <summary>The t that |T| exceeds with probability <c>1 - confidence</c>: 4.3027 for 2 degrees of freedom and 0.95.</summary>
    public static double TwoSided(int degrees, double confidence)
    {
        (double low, double high) = (0, 1);
        while (Within(high, degrees) < confidence)
        {
            high *= 2;
        }

        while (high - low > Enough * high)
        {
            double middle = (low + high) / 2;
            (low, high) = Within(middle, degrees) < confidence ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>P(|T| ≤ t), by the finite sums of Abramowitz and Stegun, 26.7.3 and 26.7.4.</summary>
    private static double Within(double t, int degrees)
    {
        double angle = Math.Atan(t / Math.Sqrt(degrees));
        (double sine, double cosine) = Math.SinCos(angle);
        bool odd = degrees % 2 == 1;
        double term = odd ? cosine : 1;
        double sum = degrees == 1 ? 0 : term;
        for (int k = odd ? 2 : 1; k <= degrees - 3; k += 2)
        {
            term *= k * cosine * cosine / (k + 1);
            sum += term;
        }

        return odd ? 2 / Math.PI * (angle + (sine * sum)) : sine * sum;
    }
}
