namespace MnistLstm.Generators.Tests.Diagnostics;

/// <summary>What a schedule asks of the rest of a spec.</summary>
public class PlateauErrorTests
{
    private const string Plateau = "lr_scheduler: reduce_lr_on_plateau\n";

    [Theory]
    [InlineData("")]
    [InlineData("monitor: train_loss\nevaluate: at_end\nvalidation_samples: 9\n")]
    [InlineData("monitor: validation_loss\nvalidation_fraction: 0.1\n")]
    [InlineData("evaluate: at_end\n")]
    public void A_loss_that_is_there_can_be_followed(string lines) => Expect.ErrorsAfterValid(Plateau + lines);

    [Theory]
    [InlineData("monitor: validation_loss\n", "(6,10)", "'validation_samples' or 'validation_fraction' to be greater than 0, got 0")]
    [InlineData("validation_samples: 9\nevaluate: at_end\n", "(5,15)", "'evaluate' to be 'each_epoch', got 'at_end'")]
    public void A_validation_loss_that_is_not_there_is_an_error(string lines, string place, string need) => Expect.ErrorsAfterValid(
        Plateau + lines,
        $"{place}: EXP086: 'reduce_lr_on_plateau' follows the validation loss of every epoch, so it needs {need}; change that, or write 'monitor: train_loss'");

    [Theory]
    [InlineData("patience: 3", "(5,1)", "patience", "early_stopping_patience")]
    [InlineData("factor: 0.5", "(5,1)", "factor", "gamma")]
    [InlineData("min_lr: 0.001", "(5,1)", "min_lr", "eta_min")]
    public void A_key_of_the_plateau_alone_says_what_else_may_be_meant(string line, string place, string key, string meant) => Expect.ErrorsAfterValid(
        line + "\n",
        $"{place}: EXP038: the scheduler 'none' has no '{key}', only 'reduce_lr_on_plateau' has it; drop the key, or change 'lr_scheduler'; did you mean "
            + $"'{meant}'?");

    [Theory]
    [InlineData("", 2, "epochs")]
    [InlineData("lr_scheduler_interval: step\n", 12000, "training steps")]
    public void A_warm_up_leaves_something_of_the_training(string interval, int all, string what)
    {
        Expect.ErrorsAfterValid($"lr_scheduler: cosine_annealing_lr\n{interval}warmup_iters: {all - 1}\n");
        Expect.ErrorsAfterValid(
            $"lr_scheduler: cosine_annealing_lr\n{interval}warmup_iters: {all}\n",
            $"({(interval.Length == 0 ? 6 : 7)},15): EXP088: 'warmup_iters' {all} leaves nothing of the {all} {what} for the scheduler; warm up for less, or "
                + "train longer");
    }

    [Fact]
    public void A_rate_that_outgrows_float32_at_a_milestone_is_an_error() => Expect.ErrorsAfterValid(
        "lr_scheduler: multi_step_lr\nmilestones: [1, 5]\ngamma: 1e41\n",
        "(7,8): EXP049: with 'gamma' 1E+41 the learning rate is beyond float32's largest number, 3.4028235e38, in epoch 2; lower 'gamma' (below 1 the "
            + "rate falls), or train fewer epochs");
}
