using MnistLstm.Runner.Reports.Writing;

namespace MnistLstm.Runner.Reports.Tables;

/// <summary>The mean difference of runs of the same seeds, with its 95 % confidence interval by Student's t: mean ± t(n - 1) · s / √n.</summary>
/// <param name="Mean">The mean of the seeds' differences: a fraction, or of an error.</param>
/// <param name="HalfWidth">Half the interval's width.</param>
/// <param name="OfErrors">Whether they are of an error of predicted numbers, not of an accuracy.</param>
internal sealed record PairedDifference(double Mean, double HalfWidth, bool OfErrors = false)
{
    private const double Confidence = 0.95;

    /// <summary>The difference of two rows in what they are ranked by; null unless both have the same seeds, two or more, with a figure for each.</summary>
    public static PairedDifference? Of(ResultRow row, ResultRow baseline)
    {
        Dictionary<long, double>? own = BySeed(row);
        Dictionary<long, double>? other = BySeed(baseline);
        if (own is null || other is null || own.Count < 2 || !own.Keys.Order().SequenceEqual(other.Keys.Order()))
        {
            return null;
        }

        double[] differences = [.. own.Select(pair => pair.Value - other[pair.Key])];
        double mean = differences.Average();
        double deviation = Math.Sqrt(differences.Sum(d => (d - mean) * (d - mean)) / (differences.Length - 1));
        return new PairedDifference(mean, StudentT.TwoSided(differences.Length - 1, Confidence) * deviation / Math.Sqrt(differences.Length),
            row.PredictsNumbers);
    }

    /// <summary><c>+1.00 ± 0.62</c>, in percentage points; of an error as it is, <c>-0.0123 ± 0.0045</c>.</summary>
    public override string ToString() =>
        OfErrors ? $"{Figures.Difference(Mean)} ± {Figures.Loss(HalfWidth)}" : $"{Figures.Points(Mean)} ± {Figures.Percent(HalfWidth)}";

    private static Dictionary<long, double>? BySeed(ResultRow row)
    {
        Dictionary<long, double> figures = [];
        foreach (RunFigures run in row.Runs)
        {
            if (run.Selection is not { } figure || !figures.TryAdd(run.Spec.Seed, figure))
            {
                return null;
            }
        }

        return figures;
    }
}
