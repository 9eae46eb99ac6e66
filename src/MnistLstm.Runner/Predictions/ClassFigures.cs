namespace MnistLstm.Runner.Predictions;

/// <summary>How well one class is told from the others.</summary>
/// <param name="Class">The class.</param>
/// <param name="Samples">Samples of it.</param>
/// <param name="Predicted">Samples that were taken for it.</param>
/// <param name="Correct">Samples of it that were.</param>
internal sealed record ClassFigures(int Class, int Samples, int Predicted, int Correct)
{
    /// <summary>Of those taken for it, the fraction that are; null when none was.</summary>
    public double? Precision => Predicted == 0 ? null : (double)Correct / Predicted;

    /// <summary>Of those that are, the fraction taken for it; null when there is none.</summary>
    public double? Recall => Samples == 0 ? null : (double)Correct / Samples;

    /// <summary>2 · correct / (samples + predicted), the harmonic mean of the two; null for a class that is neither there nor predicted.</summary>
    public double? F1 => Samples + Predicted == 0 ? null : 2.0 * Correct / (Samples + Predicted);
}
