namespace MnistLstm.Runner;

/// <summary>What a trained model takes a sample for.</summary>
/// <param name="Label">The class, from 0.</param>
/// <param name="Class">The class's name in the data set.</param>
/// <param name="Probabilities">One a class, adding up to 1.</param>
public sealed record Classification(int Label, string Class, IReadOnlyList<double> Probabilities)
{
    /// <summary>The probability of <see cref="Label"/>.</summary>
    public double Confidence => Probabilities[Label];

    /// <summary>What was done to a picture before the model saw it; null for a sample of the data's own form.</summary>
    public string? Fitting { get; init; }
}
