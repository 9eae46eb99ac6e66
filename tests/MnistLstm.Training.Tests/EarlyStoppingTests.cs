using MnistLstm.Training.Loop;

namespace MnistLstm.Training.Tests;

public sealed class EarlyStoppingTests
{
    [Theory]
    [InlineData(1, new[] { 3.0, 2, 1 }, 0)]
    [InlineData(1, new[] { 3.0, 2, 2.5, 1 }, 3)]
    [InlineData(2, new[] { 3.0, 2, 2.5, 1, 1.5, 1.25, 0.5 }, 6)]
    [InlineData(1, new[] { 3.0, 3 }, 2)]
    [InlineData(3, new[] { 1.0, 2, 2, 2 }, 4)]
    [InlineData(0, new[] { 1.0, 2, 2, 2 }, 0)]
    public void A_training_ends_when_the_loss_has_not_fallen_below_its_least_for_the_patience(int patience, double[] losses, int endsWith)
    {
        EarlyStopping stopping = new(patience);
        Assert.Equal(endsWith, Array.FindIndex(losses, loss => stopping.EndsWith(loss)) + 1);
    }

    [Theory]
    [InlineData(5, 0, new[] { 3.0, 3, 3, 3, 3 }, true)]
    [InlineData(5, 0, new[] { 3.0, 3, 3, 3 }, false)]
    [InlineData(5, 2, new[] { 3.0, 2, 3 }, false)]
    [InlineData(5, 2, new[] { 3.0, 2, 3, 2 }, true)]
    [InlineData(5, 2, new[] { 3.0, 2, 3, 2, 1 }, false)]
    [InlineData(5, 2, new[] { 3.0, 2, 3, 1, 1 }, true)]
    [InlineData(3, 2, new[] { 3.0, 2, 3, 3 }, false)]
    [InlineData(1, 2, new double[0], false)]
    public void Epochs_are_a_whole_run_when_they_end_where_it_ends(int planned, int patience, double[] losses, bool whole) => Assert.Equal(
        whole, EarlyStopping.IsWhole(planned, patience,
            [.. losses.Select((loss, i) => new EpochMetrics(i + 1, 1, 1, 1, 1, 1, 1, 1, "") { ValidationLoss = loss, ValidationAccuracy = 0 })]));
}
