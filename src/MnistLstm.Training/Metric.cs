using MnistLstm.Training.Loop;

namespace MnistLstm.Training;

/// <summary>One of an epoch's numbers.</summary>
/// <param name="Key">Its key in files and messages.</param>
/// <param name="Value">Takes it from an epoch; null when the epoch was not evaluated.</param>
public sealed record Metric(string Key, Func<EpochMetrics, double?> Value)
{
    /// <summary>Whether only runs that hold samples out have it.</summary>
    public bool IsOfValidation => Key.StartsWith("validation_", StringComparison.Ordinal);

    /// <summary>Whether it is an accuracy, which runs that predict classes have alone.</summary>
    public bool IsAccuracy => Key.EndsWith("_accuracy", StringComparison.Ordinal);

    /// <summary>Whether it is an error of predicted numbers, which runs that predict such have alone.</summary>
    public bool IsError => Key.EndsWith("_mae", StringComparison.Ordinal) || Key.EndsWith("_rmse", StringComparison.Ordinal) || IsR2;

    /// <summary>Whether the greatest value is the best one.</summary>
    public bool IsBestGreatest => IsAccuracy || IsR2;

    private bool IsR2 => Key.EndsWith("_r2", StringComparison.Ordinal);

    /// <summary>All of them, in the order they are written and compared.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        new("train_loss", e => e.TrainLoss),
        new("train_accuracy", e => e.TrainAccuracy),
        new("validation_loss", e => e.ValidationLoss),
        new("validation_accuracy", e => e.ValidationAccuracy),
        new("test_loss", e => e.TestLoss),
        new("test_accuracy", e => e.TestAccuracy),
        new("last_batch_loss", e => e.LastBatchLoss),
        new("train_loss_sum", e => e.TrainLossSum),
        new("test_loss_sum", e => e.TestLossSum),
        .. Errors("train", e => e.TrainErrors),
        .. Errors("validation", e => e.ValidationErrors),
        .. Errors("test", e => e.TestErrors),
    ];

    private static Metric[] Errors(string part, Func<EpochMetrics, ErrorFigures?> errors) =>
    [
        new($"{part}_mae", e => errors(e)?.Mae),
        new($"{part}_rmse", e => errors(e)?.Rmse),
        new($"{part}_r2", e => errors(e)?.R2),
    ];
}
