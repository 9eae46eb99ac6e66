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

    [Fact]
    public void It_is_said_in_a_sentence() => Assert.Equal(
        "the training loss of epoch 1 is 383150, 166400 times what the training began with (2.3026); a smaller learning_rate is the usual remedy",
        Divergence.In([Epoch(1, 383150)], 10)?.ToString());

    private static EpochMetrics Epoch(int number, double train, double? test = null, double? validation = null) =>
        new(number, train, 0.5, test, test is null ? null : 0.5, train, train, test, "") { ValidationLoss = validation };
}
