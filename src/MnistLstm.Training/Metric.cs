namespace MnistLstm.Training;

/// <summary>One of an epoch's numbers.</summary>
/// <param name="Key">Its key in files and messages.</param>
/// <param name="Value">Takes it from an epoch; null when the epoch was not evaluated.</param>
public sealed record Metric(string Key, Func<EpochMetrics, double?> Value)
{
    private const string ValidationLoss = "validation_loss";
    private const string ValidationAccuracy = "validation_accuracy";

    /// <summary>Whether only runs that hold samples out have it.</summary>
    public bool IsOfValidation => Key is ValidationLoss or ValidationAccuracy;

    /// <summary>All of them, in the order they are written and compared.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        new("train_loss", e => e.TrainLoss),
        new("train_accuracy", e => e.TrainAccuracy),
        new(ValidationLoss, e => e.ValidationLoss),
        new(ValidationAccuracy, e => e.ValidationAccuracy),
        new("test_loss", e => e.TestLoss),
        new("test_accuracy", e => e.TestAccuracy),
        new("last_batch_loss", e => e.LastBatchLoss),
        new("train_loss_sum", e => e.TrainLossSum),
        new("test_loss_sum", e => e.TestLossSum),
    ];
}
