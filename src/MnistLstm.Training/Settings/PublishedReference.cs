namespace MnistLstm.Training.Settings;

/// <summary>Published figures that a run is compared with (the spec's <c>reference</c>). They never affect a result.</summary>
/// <param name="Source">Where they were published.</param>
/// <param name="TestAccuracy">The published final test accuracy, a fraction; null when none is given.</param>
/// <param name="TrainAccuracies">Per epoch, from the first; empty when not published.</param>
/// <param name="TrainLosses">Per epoch, as printed by the source.</param>
/// <param name="TestAccuracies">Per epoch.</param>
/// <param name="TestLosses">Per epoch, as printed by the source.</param>
public sealed record PublishedReference(
    string Source,
    double? TestAccuracy,
    IReadOnlyList<double> TrainAccuracies,
    IReadOnlyList<double> TrainLosses,
    IReadOnlyList<double> TestAccuracies,
    IReadOnlyList<double> TestLosses)
{
    /// <summary>The published final test RMSE of a run that predicts numbers, in the targets' unit; null when none is given.</summary>
    public double? TestRmse { get; init; }

    /// <summary>What the losses are: <see cref="SpecWords.MeanOfSamples"/> or <see cref="SpecWords.BatchMeansPerSample"/>.</summary>
    public string LossUnit { get; init; } = SpecWords.MeanOfSamples;
}
