using MnistLstm.Training;

namespace MnistLstm.Runner.Engines;

/// <summary>How far the numbers of an engine without stated bits may be from the accepted ones, in a snapshot file of its own.</summary>
/// <param name="Metrics">By a metric's key the greatest difference, in its own unit. A metric without one is not compared.</param>
public sealed record EngineTolerance(IReadOnlyList<KeyValuePair<string, double>> Metrics)
{
    /// <summary>What stands in a new file of libtorch's results; docs/torchsharp.md says what it was taken from.</summary>
    public static EngineTolerance OfLibTorch { get; } = new(
    [
        new("train_loss", 0.15),
        new("train_accuracy", 0.05),
        new("test_loss", 0.1),
        new("test_accuracy", 0.03),
        new("validation_loss", 0.1),
        new("validation_accuracy", 0.03),
    ]);

    /// <summary>What stands in a new file of libtorch's results where numbers are predicted: their unit may be any, and R² has none.</summary>
    public static EngineTolerance OfPredictedNumbers { get; } = new(
    [
        new("train_r2", 0.1),
        new("test_r2", 0.1),
        new("validation_r2", 0.1),
    ]);

    /// <summary>The tolerance of a metric; null when it is not compared.</summary>
    internal double? Of(Metric metric) => Metrics.Where(pair => pair.Key == metric.Key).Select(pair => (double?)pair.Value).FirstOrDefault();
}
