using MnistLstm.Training.Loop;

namespace MnistLstm.Training.Tests;

/// <summary>Files, snapshots and messages name an epoch's numbers by these keys, in this order.</summary>
public sealed class MetricTests
{
    private static readonly EpochMetrics s_epoch = new(1, 1, 2, 5, 6, 7, 8, 9, "") 
    {
        ValidationLoss = 3,
        ValidationAccuracy = 4,
        TrainErrors = new ErrorFigures(10, 11, 12),
        ValidationErrors = new ErrorFigures(13, 14, 15),
        TestErrors = new ErrorFigures(16, 17, null),
    };

    [Fact]
    public void Each_key_stands_for_its_number() => Assert.Equal(
        new (string, double?)[]
        {
            ("train_loss", 1), ("train_accuracy", 2), ("validation_loss", 3), ("validation_accuracy", 4), ("test_loss", 5),
            ("test_accuracy", 6), ("last_batch_loss", 7), ("train_loss_sum", 8), ("test_loss_sum", 9), ("train_mae", 10), ("train_rmse", 11),
            ("train_r2", 12), ("validation_mae", 13), ("validation_rmse", 14), ("validation_r2", 15), ("test_mae", 16), ("test_rmse", 17), ("test_r2", null),
        },
        Metric.All.Select(metric => (metric.Key, metric.Value(s_epoch))));

    [Fact]
    public void The_greatest_accuracy_and_R2_are_the_best_and_the_least_of_anything_else() =>
        Assert.Equal(["train_accuracy", "validation_accuracy", "test_accuracy", "train_r2", "validation_r2", "test_r2"],
            Metric.All.Where(metric => metric.IsBestGreatest).Select(metric => metric.Key));

    [Fact]
    public void Some_of_them_are_of_validation() =>
        Assert.Equal(["validation_loss", "validation_accuracy", "validation_mae", "validation_rmse", "validation_r2"],
            Metric.All.Where(metric => metric.IsOfValidation).Select(metric => metric.Key));
}
