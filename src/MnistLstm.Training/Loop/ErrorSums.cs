using MnistLstm.Engine.Execution;

namespace MnistLstm.Training.Loop;

/// <summary>Adds up the errors of predicted numbers in double, sample after sample in the order they come, targets ascending.</summary>
/// <param name="set">The targets of all samples of the part that is gone through: what R² sets the errors against.</param>
internal sealed class ErrorSums(RealTargets set)
{
    private readonly double[] _squares = new double[set.Width];
    private double _absolute;

    /// <summary>Goes on adding where <see cref="Totals"/> were taken.</summary>
    public ErrorSums(RealTargets set, ErrorTotals totals)
        : this(set)
    {
        _absolute = totals.Absolute;
        for (int k = 0; k < _squares.Length; k++)
        {
            _squares[k] = totals.Squares[k];
        }
    }

    /// <summary>All that the sums are made of.</summary>
    public ErrorTotals Totals => new(_absolute, [.. _squares]);

    /// <summary>Adds a sample.</summary>
    /// <param name="predicted">What the model puts out, [K].</param>
    /// <param name="sample">The sample's place in the part.</param>
    public void Add(ReadOnlySpan<float> predicted, int sample)
    {
        ReadOnlySpan<float> targets = set.Of(sample);
        for (int k = 0; k < targets.Length; k++)
        {
            double error = (double)predicted[k] - targets[k];
            _absolute += Math.Abs(error);
            _squares[k] += error * error;
        }
    }

    /// <summary>What they come to.</summary>
    /// <param name="samples">How many were added, where a last batch was left out; null for all.</param>
    public ErrorFigures Figures(int? samples = null)
    {
        double count = (double)(samples ?? set.Count) * set.Width;
        double all = (double)set.Count / (samples ?? set.Count);
        double squares = 0;
        double explained = 0;
        bool known = true;
        for (int k = 0; k < _squares.Length; k++)
        {
            double spread = Spread(k);
            squares += _squares[k];
            known &= spread > 0;
            explained += 1 - (_squares[k] * all / spread);
        }

        return new ErrorFigures(_absolute / count, Math.Sqrt(squares / count), known ? explained / set.Width : null);
    }

    // Σ (t - mean)² of a target, in the part's own order: first the mean, then with it the squares.
    private double Spread(int target)
    {
        double sum = 0;
        for (int i = 0; i < set.Count; i++)
        {
            sum += set.Of(i)[target];
        }

        double mean = sum / set.Count;
        double squares = 0;
        for (int i = 0; i < set.Count; i++)
        {
            double difference = set.Of(i)[target] - mean;
            squares += difference * difference;
        }

        return squares;
    }
}
