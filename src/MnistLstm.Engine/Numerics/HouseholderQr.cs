namespace MnistLstm.Engine.Numerics;

/// <summary>
/// The orthogonal factor Q of A = Q·R with R's diagonal above 0, by Householder's reflections in double, every sum a chain of fused multiply-adds in
/// ascending order. A library's would have the bits of its blocking and of the processor.
/// </summary>
internal static class HouseholderQr
{
    /// <summary>Replaces a matrix by its Q, or, if it has more columns than rows, by the transposed Q of the transposed matrix.</summary>
    /// <param name="values">[rows, columns], row-major.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    public static void Orthogonalize(Span<float> values, int rows, int columns)
    {
        bool turned = rows < columns;
        (int m, int n) = turned ? (columns, rows) : (rows, columns);

        // Column after column, so that each lies in one piece: a[(j·m) + i] is row i of column j.
        double[] a = new double[values.Length];
        for (int j = 0; j < n; j++)
        {
            for (int i = 0; i < m; i++)
            {
                a[((long)j * m) + i] = values[turned ? (j * columns) + i : (i * columns) + j];
            }
        }

        (double[] lengths, bool[] isNegative) = Reflect(a, m, n);
        double[] q = Product(a, lengths, m, n);
        for (int j = 0; j < n; j++)
        {
            for (int i = 0; i < m; i++)
            {
                double value = q[((long)j * m) + i];
                values[turned ? (j * columns) + i : (i * columns) + j] = (float)(isNegative[j] ? -value : value);
            }
        }
    }

    // Leaves in column k, from row k on, the vector v of the k-th reflection x - 2·v·(v·x)/(v·v); returns v·v, and whether R[k, k] is below 0.
    private static (double[] Lengths, bool[] IsNegative) Reflect(double[] a, int m, int n)
    {
        double[] lengths = new double[n];
        bool[] isNegative = new bool[n];
        for (int k = 0; k < n; k++)
        {
            Span<double> v = a.AsSpan((k * m) + k, m - k);
            double norm = Math.Sqrt(Dot(v, v));
            isNegative[k] = !(v[0] < 0);
            v[0] += isNegative[k] ? norm : -norm;
            lengths[k] = Dot(v, v);
            for (int j = k + 1; j < n; j++)
            {
                Apply(v, lengths[k], a.AsSpan((j * m) + k, m - k));
            }
        }

        return (lengths, isNegative);
    }

    // The reflections, the last one first, of the unit vectors.
    private static double[] Product(double[] a, double[] lengths, int m, int n)
    {
        double[] q = new double[a.Length];
        for (int j = 0; j < n; j++)
        {
            q[(j * m) + j] = 1;
        }

        for (int k = n - 1; k >= 0; k--)
        {
            Span<double> v = a.AsSpan((k * m) + k, m - k);
            for (int j = k; j < n; j++)
            {
                Apply(v, lengths[k], q.AsSpan((j * m) + k, m - k));
            }
        }

        return q;
    }

    private static void Apply(Span<double> v, double length, Span<double> x)
    {
        if (length == 0)
        {
            return;
        }

        double factor = -2 * Dot(v, x) / length;
        for (int i = 0; i < v.Length; i++)
        {
            x[i] = Math.FusedMultiplyAdd(factor, v[i], x[i]);
        }
    }

    private static double Dot(Span<double> x, Span<double> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum = Math.FusedMultiplyAdd(x[i], y[i], sum);
        }

        return sum;
    }
}
