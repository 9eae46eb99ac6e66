using MnistLstm.Engine.Modules.Losses;
using MnistLstm.Training.Loop;
using MnistLstm.Training.Tests.Checkpoints;

namespace MnistLstm.Training.Tests;

/// <summary>A loss can be a number and absurd all the same.</summary>
public sealed class DivergenceTests
{
    private const double Guessing = 2.302585092994046;

    [Fact]
    public void A_training_that_learns_is_not_flagged() =>
        Assert.Null(Divergence.In([Epoch(1, 2.1), Epoch(2, 0.9), Epoch(3, 0.2, test: 0.3, validation: 0.3)], 10));

    [Fact]
    public void Nothing_trained_is_nothing_flagged() => Assert.Null(Divergence.In([], 10));

    [Fact]
    public void A_loss_above_a_thousand_times_the_first_epoch_s_is_flagged_in_the_first_epoch_that_has_it()
    {
        EpochMetrics[] epochs = [Epoch(1, 1.5), Epoch(2, 1500), Epoch(3, 1500.1), Epoch(4, 9999)];
        Assert.Equal(new Divergence(3, "training", 1500.1, 1.5), Divergence.In(epochs, 10));
    }

    [Fact]
    public void A_first_epoch_that_diverged_is_measured_by_guessing()
    {
        Assert.Equal(new Divergence(1, "training", 383150, Guessing), Divergence.In([Epoch(1, 383150), Epoch(2, 400000)], 10));
        Assert.Null(Divergence.In([Epoch(1, 2302)], 10));
        Assert.NotNull(Divergence.In([Epoch(1, 2303)], 10));
    }

    [Fact]
    public void Test_and_validation_losses_count_too()
    {
        Assert.Equal("test", Divergence.In([Epoch(1, 2, test: 2001)], 10)?.Loss);
        Assert.Equal("validation", Divergence.In([Epoch(1, 2, test: 2001, validation: 2001)], 10)?.Loss);
    }

    [Fact]
    public void A_loss_no_worse_than_guessing_is_never_absurd()
    {
        Assert.Null(Divergence.In([Epoch(1, 0.001), Epoch(2, Guessing)], 10));
        Assert.NotNull(Divergence.In([Epoch(1, 0.001), Epoch(2, 2.31)], 10));
    }

    [Theory]
    [InlineData(LossFunction.MseLoss)]
    [InlineData(LossFunction.L1Loss)]
    [InlineData(LossFunction.SmoothL1Loss)]
    public void Numbers_that_diverge_within_the_first_epoch_are_measured_by_its_first_batch(LossFunction loss)
    {
        using NumbersTrainer trainer = new(loss, rate: 1e6);
        EpochMetrics[] epochs = [.. trainer.Run()];
        Assert.Equal((1, "training"), Divergence.In(epochs, null, loss) is { } found ? (found.Epoch, found.Loss) : default);
        Assert.True(epochs[0].TrainLoss > 1000 * epochs[0].FirstBatchLoss);
        Assert.Null(epochs[1].FirstBatchLoss);
    }

    [Fact]
    public void Interrupted_after_any_batch_of_the_first_epoch_it_is_flagged_the_same()
    {
        using NumbersTrainer whole = new(LossFunction.MseLoss, rate: 1e6);
        EpochMetrics[] expected = [.. whole.Run()];
        using NumbersTrainer watched = new(LossFunction.MseLoss, rate: 1e6);
        foreach (byte[] checkpoint in Saving.Run(watched).Prepend(Saving.Save(new NumbersTrainer(LossFunction.MseLoss, rate: 1e6))))
        {
            using NumbersTrainer resumed = new(LossFunction.MseLoss, rate: 1e6);
            resumed.RestoreState(Saving.Read(checkpoint));
            _ = resumed.Run().Count();
            Assert.Equal(expected, resumed.History);
            Assert.Equal(Divergence.In(expected, null), Divergence.In(resumed.History, null));
        }
    }

    [Fact]
    public void Numbers_that_learn_keep_nothing_of_the_first_batch()
    {
        using NumbersTrainer trainer = new(LossFunction.MseLoss);
        EpochMetrics[] epochs = [.. trainer.Run()];
        Assert.All(epochs, epoch => Assert.Null(epoch.FirstBatchLoss));
        Assert.Null(Divergence.In(epochs, null));
    }

    [Fact]
    public void A_first_batch_that_happens_to_be_hit_is_no_measure_but_what_the_mean_of_the_targets_costs()
    {
        // Its one sample lay near zero; the epoch is a quarter worse than guessing, which is where trainings begin.
        EpochMetrics first = Numbers(1, trainLoss: 1.25, rmse: 1.118, r2: -0.25) with { FirstBatchLoss = 1e-6 };
        Assert.Null(Divergence.In([first], null));
        Assert.Equal(1, Divergence.In([first, Numbers(2, 1001, 31.6, -1000)], null)?.Start);
        Assert.Null(Divergence.In([first, Numbers(2, 999, 31.6, -998)], null));
    }

    [Fact]
    public void It_is_said_in_a_sentence() => Assert.Equal(
        "the training loss of epoch 1 is 383150, 166400 times what the training began with (2.3026); a smaller learning_rate is the usual remedy",
        Divergence.In([Epoch(1, 383150)], 10)?.ToString());

    private static EpochMetrics Numbers(int number, double trainLoss, double rmse, double r2) =>
        new(number, trainLoss, null, null, null, trainLoss, trainLoss, null, "") { TrainErrors = new ErrorFigures(rmse, rmse, r2) };

    private static EpochMetrics Epoch(int number, double train, double? test = null, double? validation = null) =>
        new(number, train, 0.5, test, test is null ? null : 0.5, train, train, test, "") { ValidationLoss = validation };
}
