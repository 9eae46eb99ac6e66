namespace MnistLstm.Training.Data;

/// <summary>
/// <c>torchvision.transforms.Normalize</c>: <c>(x - mean) / std</c> in float32, each operation rounded, with a mean and a standard deviation for
/// all values of a step or for each of the data's features.
/// </summary>
public sealed class Normalization
{
    /// <summary>Normalises with given figures.</summary>
    /// <param name="mean">One number, or one a feature.</param>
    /// <param name="std">The same; each above 0 as a float32.</param>
    /// <exception cref="ArgumentException">No numbers, or a standard deviation that is not above 0.</exception>
    public Normalization(IReadOnlyList<double> mean, IReadOnlyList<double> std)
        : this([.. mean.Select(value => (float)value)], [.. std.Select(value => (float)value)])
    {
        if (mean.Count == 0 || std.Count == 0 || !Mean.All(float.IsFinite) || !Std.All(value => float.IsFinite(value) && value > 0))
        {
            throw new ArgumentException("a normalisation has a finite mean and a standard deviation above 0, one or one a feature");
        }
    }

    private Normalization(float[] mean, float[] std) => (Mean, Std) = (mean, std);

    /// <summary>With the figures of each feature over all samples that are trained on and all their steps.</summary>
    public static Normalization OfTraining { get; } = new((float[])[], []);

    /// <summary>What is subtracted: one number, or one a feature; none where it is the training part's and that is not known yet.</summary>
    public IReadOnlyList<float> Mean { get; }

    /// <summary>What is divided by.</summary>
    public IReadOnlyList<float> Std { get; }

    /// <summary>The same with figures that are known.</summary>
    /// <param name="train">The samples that are trained on.</param>
    /// <exception cref="ArgumentException">The figures are for another number of features.</exception>
    public Normalization Resolved(SequenceSet train)
    {
        if (Mean.Count == 0)
        {
            return Of(train);
        }

        return Fits(Mean, train) && Fits(Std, train)
            ? this
            : throw new ArgumentException(
                $"the normalisation has {Mean.Count} means and {Std.Count} standard deviations; the data has {train.Features} features");
    }

    /// <summary>Normalises the values of a sequence in place.</summary>
    /// <param name="sequence">[T, I].</param>
    /// <param name="features">I.</param>
    public void Apply(Span<float> sequence, int features)
    {
        for (int i = 0; i < sequence.Length; i++)
        {
            int feature = i % features;
            float difference = sequence[i] - Mean[Mean.Count == 1 ? 0 : feature];
            sequence[i] = difference / Std[Std.Count == 1 ? 0 : feature];
        }
    }

    private static bool Fits(IReadOnlyList<float> figures, SequenceSet set) => figures.Count == 1 || figures.Count == set.Features;

    // In double, sample after sample and step after step; first the means, then with them the sums of squares. A feature that never changes is
    // only centred.
    private static Normalization Of(SequenceSet train)
    {
        double count = (double)train.Count * train.Steps;
        double[] mean = Sums(train, (value, _) => value);
        for (int feature = 0; feature < mean.Length; feature++)
        {
            mean[feature] /= count;
        }

        double[] squares = Sums(train, (value, feature) => (value - mean[feature]) * (value - mean[feature]));
        float[] std = [.. squares.Select(sum => (float)Math.Sqrt(sum / count))];
        return new Normalization([.. mean.Select(value => (float)value)], [.. std.Select(value => value > 0 ? value : 1f)]);
    }

    private static double[] Sums(SequenceSet train, Func<double, int, double> term)
    {
        double[] sums = new double[train.Features];
        for (int index = 0; index < train.Count; index++)
        {
            float[] sequence = train.Sequence(index);
            for (int i = 0; i < sequence.Length; i++)
            {
                int feature = i % sums.Length;
                sums[feature] += term(sequence[i], feature);
            }
        }

        return sums;
    }
}
