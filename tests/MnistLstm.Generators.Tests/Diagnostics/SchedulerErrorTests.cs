namespace MnistLstm.Generators.Tests.Diagnostics;

/// <summary>What schedulers have and need.</summary>
public class SchedulerErrorTests
{
    [Theory]
    [InlineData("lr_scheduler: none")]
    [InlineData("lr_scheduler: step_lr\nstep_size: 1")]
    [InlineData("step_size: 1000000\ngamma: 2\nlr_scheduler: step_lr")]
    [InlineData("lr_scheduler: exponential_lr\ngamma: 0.1")]
    [InlineData("lr_scheduler: cosine_annealing_lr\nt_max: 7\neta_min: 0")]
    [InlineData("lr_scheduler: linear_lr\nstart_factor: 1\nend_factor: 0\ntotal_iters: 1")]
    [InlineData("matrix: {lr_scheduler: [none, cosine_annealing_lr, linear_lr]}")]
    public void Keys_that_go_together_are_accepted(string lines) => Expect.ErrorsAfterValid(lines + "\n");

    [Theory]
    [InlineData("gamma: 0.5", "none", "gamma", "'step_lr' and 'multi_step_lr' and 'exponential_lr' have")]
    [InlineData("t_max: 3\nlr_scheduler: step_lr\nstep_size: 2", "step_lr", "t_max", "'cosine_annealing_lr' has")]
    [InlineData("step_size: 2\nlr_scheduler: linear_lr", "linear_lr", "step_size", "'step_lr' has")]
    [InlineData("start_factor: 0.5\nlr_scheduler: exponential_lr\ngamma: 0.5", "exponential_lr", "start_factor", "'linear_lr' has")]
    public void A_key_that_the_scheduler_does_not_have_names_those_that_have_it(string lines, string scheduler, string key,
        string having) => Expect.ErrorsAfterValid(
        lines + "\n", $"(5,1): EXP038: the scheduler '{scheduler}' has no '{key}', only {having} it; drop the key, or change 'lr_scheduler'");

    [Theory]
    [InlineData("step_lr", "step_size", "an integer from 1 to 1000000")]
    [InlineData("exponential_lr", "gamma", "a number greater than 0")]
    public void A_key_that_the_scheduler_needs_is_missed_where_the_scheduler_stands(string scheduler, string key, string expected) => Expect.ErrorsAfterValid(
        $"lr_scheduler: {scheduler}\n", $"(5,15): EXP039: the scheduler '{scheduler}' needs the key '{key}' ({expected})");

    [Fact]
    public void Of_a_family_the_run_that_lacks_it_is_named() => Expect.ErrorsAfterValid(
        "cases:\n  - {lr_scheduler: step_lr, step_size: 3}\n  - {lr_scheduler: step_lr}\n",
        "(7,20): EXP039: the scheduler 'step_lr' needs the key 'step_size' (an integer from 1 to 1000000); so it is in the run 'a[lr_scheduler=step_lr]'");

    [Fact]
    public void Of_a_family_the_value_closest_to_the_run_is_to_blame() => Expect.ErrorsAfterValid(
        "lr_scheduler: step_lr\nstep_size: 3\ncases:\n  - {layers: 2}\n  - {lr_scheduler: linear_lr}\n",
        "(9,20): EXP038: the scheduler 'linear_lr' has no 'step_size', only 'step_lr' has it; drop the key, or change 'lr_scheduler'; so it is in the run "
            + "'a[lr_scheduler=linear_lr]'");

    [Theory]
    [InlineData("lr_scheduler: step_lr\nstepsize: 3\n", "(6,1): EXP003: unknown key 'stepsize'; did you mean 'step_size'?")]
    [InlineData("lr_scheduler: step_lr\nstep_size: 0\n", "(6,12): EXP007: 'step_size' must be an integer from 1 to 1000000, got 0")]
    [InlineData("lr_scheduler: steplr\nstep_size: 3\n",
        "(5,15): EXP008: 'lr_scheduler' must be 'none', 'step_lr', 'multi_step_lr', 'exponential_lr', 'cosine_annealing_lr', "
            + "'cosine_annealing_warm_restarts', 'linear_lr', 'reduce_lr_on_plateau' or 'one_cycle_lr', got 'steplr'; did you mean 'step_lr'?")]
    public void A_rule_is_silent_where_a_value_is_wrong_anyway(string lines, string error) => Expect.ErrorsAfterValid(lines, error);

    [Fact]
    public void A_t_max_of_all_epochs_is_the_same_run_as_none() => Expect.ErrorsAfterValid(
        "lr_scheduler: cosine_annealing_lr\ncases:\n  - {layers: 1}\n  - {t_max: 2}\n",
        "(8,5): EXP031: this case is the run 'a[layers=1]' again, in every value; drop it");
}
