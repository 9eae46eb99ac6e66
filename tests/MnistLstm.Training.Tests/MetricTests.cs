namespace MnistLstm.Training.Tests;

/// <summary>Files, snapshots and messages name an epoch's numbers by these keys, in this order.</summary>
public sealed class MetricTests
{
    private static readonly EpochMetrics s_epoch = new(1, 1, 2, 5, 6, 7, 8, 9, "") { ValidationLoss = 3, ValidationAccuracy = 4 };

    [Fact]
    public void Each_key_stands_for_its_number() => Assert.Equal(
        new (string, double?)[]
        {
            ("train_loss", 1), ("train_accuracy", 2), ("validation_loss", 3), ("validation_accuracy", 4), ("test_loss", 5),
            ("test_accuracy", 6), ("last_batch_loss", 7), ("train_loss_sum", 8), ("test_loss_sum", 9),
        },
        Metric.All.Select(metric => (metric.Key, metric.Value(s_epoch))));

    [Fact]
    public void Two_of_them_are_of_validation() =>
        Assert.Equal(["validation_loss", "validation_accuracy"], Metric.All.Where(metric => metric.IsOfValidation).Select(metric => metric.Key));
}
