namespace MnistLstm.Generators.Tests.Diagnostics;

/// <summary>What <c>one_cycle_lr</c> asks of a run.</summary>
public class CycleErrorTests
{
    private const string Cycle = "lr_scheduler: one_cycle_lr\n";

    [Theory]
    [InlineData("optimizer: sgd\n")]
    [InlineData("optimizer: nadam\ncycle_momentum: false\n")]
    [InlineData("pct_start: 0.11\ntrain_samples: 50\n")]
    [InlineData("three_phase: true\npct_start: 0.5\ntrain_samples: 50\n")]
    [InlineData("cycle_momentum: false\nbase_momentum: 0.85\n")]
    public void Keys_that_go_together_are_accepted(string lines) => Expect.ErrorsAfterValid(Cycle + lines);

    [Theory]
    [InlineData("pct_start: 0.1\ntrain_samples: 50\n", "(6,12)", "0.1", 10)]
    [InlineData("pct_start: 0.55\nthree_phase: true\ntrain_samples: 50\n", "(6,12)", "0.55", 10)]
    [InlineData("pct_start: 0.1\ntrain_samples: 59\ndrop_last: true\n", "(6,12)", "0.1", 10)]
    public void A_phase_of_no_length_is_refused(string lines, string place, string part, int steps) => Expect.ErrorsAfterValid(
        Cycle + lines, $"{place}: EXP104: with 'pct_start' {part} a phase of the {steps} training steps has no length, which PyTorch divides by; choose "
            + "another 'pct_start'");

    [Theory]
    [InlineData("adagrad")]
    [InlineData("nadam")]
    public void A_momentum_that_cannot_be_cycled_is_refused(string optimizer) => Expect.ErrorsAfterValid(
        $"optimizer: {optimizer}\n{Cycle}",
        "(6,15): EXP105: 'one_cycle_lr' cycles the momentum, too, which is that of 'adam', 'adamw', 'sgd' and 'rmsprop', not of "
            + $"'{optimizer}'; write 'cycle_momentum: false', or change 'optimizer'");

    [Fact]
    public void What_the_scheduler_counts_by_is_no_choice() => Expect.ErrorsAfterValid(
        Cycle + "lr_scheduler_interval: step\n",
        "(6,1): EXP038: the scheduler 'one_cycle_lr' has no 'lr_scheduler_interval', only 'step_lr' and 'multi_step_lr' and 'exponential_lr' and "
            + "'cosine_annealing_lr' and 'cosine_annealing_warm_restarts' and 'linear_lr' have it; drop the key, or change 'lr_scheduler'");

    [Fact]
    public void The_largest_rate_is_the_learning_rate() => Expect.ErrorsAfterValid(
        Cycle + "max_lr: 0.1\n", "(6,1): EXP003: unknown key 'max_lr'; did you mean 'learning_rate'?");
}
