namespace MnistLstm.Generators.Tests.Diagnostics;

/// <summary>Numbers that float32 does not have: the optimizer would refuse them when it is made, or take them for 0.</summary>
public class SingleErrorTests
{
    private const string Large = "training is done in float32, whose largest number is 3.4028235e38";
    private const string Small = "training is done in float32, which takes this for 0 (its smallest number is 1.4e-45)";

    [Theory]
    [InlineData("1e39", Large)]
    [InlineData("1e400", Large)]
    [InlineData("1e-400", Small)]
    [InlineData("3.4028235e38", Large)]
    [InlineData("1e-46", Small)]
    [InlineData("7e-46", Small)]
    public void A_learning_rate_that_is_no_float32_is_refused_where_it_stands(string value, string remedy) => Expect.Errors(
        $"hidden_size: 1\nbatch_size: 1\nepochs: 1\nlearning_rate: {value}\n",
        $"(4,16): EXP007: 'learning_rate' must be a number greater than 0, got {value}; {remedy}");

    [Theory]
    [InlineData("weight_decay: 1e39", "weight_decay", "1e39", Large)]
    [InlineData("weight_decay: 1e-50", "weight_decay", "1e-50", Small)]
    [InlineData("weight_decay: 1e-400", "weight_decay", "1e-400", Small)]
    [InlineData("clip_grad_value: 1e39", "clip_grad_value", "1e39", Large)]
    [InlineData("clip_grad_norm: 1e39", "clip_grad_norm", "1e39", Large)]
    [InlineData("clip_grad_norm: 1e-46", "clip_grad_norm", "1e-46", Small)]
    [InlineData("momentum: 1e39\noptimizer: sgd", "momentum", "1e39", Large)]
    [InlineData("momentum: .0e-5\noptimizer: sgd", "", "", "")]
    [InlineData("weight_decay: 0.000\nclip_grad_norm: 0e9", "", "", "")]
    [InlineData("weight_decay: 3.4028234e38\nclip_grad_norm: 1.4e-45", "", "", "")]
    [InlineData("weight_decay: 1e400", "weight_decay", "1e400", Large)]
    [InlineData("eta_min: 1e39\nlr_scheduler: cosine_annealing_lr", "eta_min", "1e39", Large)]
    public void So_is_every_number_that_reaches_the_arithmetic(string lines, string key, string value, string remedy) => Expect.ErrorsAfterValid(
        lines + "\n", key.Length == 0 ? [] : [$"(5,{key.Length + 3}): EXP007: '{key}' must be a number at least 0, got {value}; {remedy}"]);

    [Theory]
    [InlineData("lr_scheduler: exponential_lr\ngamma: 1e20\ncases: [{epochs: 1}, {epochs: 2}]", "")]
    [InlineData("lr_scheduler: exponential_lr\ngamma: 1e45",
        "(6,8): EXP049: with 'gamma' 1E+45 the learning rate is beyond float32's largest number, 3.4028235e38, in epoch 2; lower 'gamma' (below 1 the rate "
            + "falls), or train fewer epochs")]
    [InlineData("lr_scheduler: step_lr\nstep_size: 2\ngamma: 1e45", "")]
    [InlineData("lr_scheduler: step_lr\nstep_size: 1\ngamma: 1e45",
        "(7,8): EXP049: with 'gamma' 1E+45 the learning rate is beyond float32's largest number, 3.4028235e38, in epoch 2; lower 'gamma' (below 1 the rate "
            + "falls), or train fewer epochs")]
    [InlineData("lr_scheduler: exponential_lr\ngamma: 2\ncases: [{epochs: 134}, {epochs: 136}]",
        "(7,33): EXP049: with 'gamma' 2 the learning rate is beyond float32's largest number, 3.4028235e38, in epoch 136; lower 'gamma' (below 1 the rate "
            + "falls), or train fewer epochs; so it is in the run 'a[epochs=136]'")]
    [InlineData("lr_scheduler: exponential_lr\ngamma: 1e-300\ncases: [{epochs: 10000}]", "")]
    public void A_learning_rate_that_grows_beyond_float32_is_refused_and_one_that_falls_to_0_is_not(string lines, string error) => Expect.ErrorsAfterValid(
        lines + "\n", error.Length == 0 ? [] : [error]);

    [Theory]
    [InlineData("1e300")]
    [InlineData("-1e300")]
    public void A_mean_is_a_float32(string mean) => Expect.ErrorsAfterValid($"normalize: {{mean: {mean}, std: 1}}\n",
        $"(5,19): EXP007: 'mean' must be a number, or a list of numbers, one a feature, got {mean}; {Large}");

    [Fact]
    public void Where_the_bounds_say_enough_nothing_is_added() => Expect.ErrorsAfterValid("dropout: 1e400\n",
        "(5,10): EXP007: 'dropout' must be a number at least 0 and less than 1, got 1e400");

    [Fact]
    public void A_published_figure_beyond_all_numbers_says_so() => Expect.ErrorsAfterValid("reference: {source: a, test_losses: [1e400]}\n",
        "(5,38): EXP007: item 1 of 'test_losses' must be a number at least 0, got 1e400; it is too large for a number of 64 bits");

    [Fact]
    public void Published_figures_are_no_numbers_of_the_training() => Expect.ErrorsAfterValid("reference: {source: a, test_losses: [1e300, 1e-300]}\n");
}
