namespace MnistLstm.Training;

/// <summary>What a model makes of a sequence.</summary>
/// <param name="Label">The class of the greatest score, from 0; the first of equals. -1 where numbers are predicted.</param>
/// <param name="Scores">What the model's last layer gives, [K]: logits, or probabilities where that layer is a softmax; or the numbers that are
/// predicted.</param>
public sealed record Prediction(int Label, IReadOnlyList<float> Scores)
{
    /// <summary>The loss of the sample's own label, to the bit what an evaluation adds up; null where an engine does not give it. Without meaning for an image
    /// whose label is not known.</summary>
    public float? Loss { get; init; }

    /// <summary>Takes predicted numbers.</summary>
    public static Prediction OfNumbers(ReadOnlySpan<float> numbers) => new(-1, numbers.ToArray());

    /// <summary>Reads the scores of a sample.</summary>
    public static Prediction Of(ReadOnlySpan<float> scores)
    {
        int best = 0;
        for (int c = 1; c < scores.Length; c++)
        {
            if (scores[c] > scores[best])
            {
                best = c;
            }
        }

        return new Prediction(best, scores.ToArray());
    }
}
