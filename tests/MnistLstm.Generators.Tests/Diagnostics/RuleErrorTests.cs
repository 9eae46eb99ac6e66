namespace MnistLstm.Generators.Tests.Diagnostics;

/// <summary>What keys ask of each other.</summary>
public class RuleErrorTests
{
    private const string DropoutOfOneLayer = "EXP023: dropout between layers needs 'layers' to be at least 2, got 1; raise 'layers', or leave 'dropout' out";
    private const string NesterovWithoutMomentum =
        "EXP024: 'nesterov: true' needs a 'momentum' greater than 0, got 0; set 'momentum' (0.9 is usual), or leave 'nesterov' out";

    [Theory]
    [InlineData("cell: gru")]
    [InlineData("cell: rnn\nreadout: final_states")]
    [InlineData("layers: 2\ndropout: 0.999")]
    [InlineData("dropout: 0.0")]
    [InlineData("optimizer: adamw\nweight_decay: 0.01")]
    [InlineData("optimizer: sgd\nmomentum: 0.9\nnesterov: true\nweight_decay: 0.01")]
    [InlineData("nesterov: false\noptimizer: sgd")]
    [InlineData("momentum: 0\noptimizer: rmsprop")]
    public void Keys_that_go_together_are_accepted(string lines) => Expect.ErrorsAfterValid(lines + "\n");

    [Theory]
    [InlineData("clip_grad_norm: 1\nclip_grad_value: .5\n", "(6,18)")]
    [InlineData("clip_grad_value: 0.5\nclip_grad_norm: 1e-3\n", "(5,18)")]
    public void Gradients_are_clipped_by_norm_or_by_value(string lines, string place) => Expect.ErrorsAfterValid(
        lines, $"{place}: EXP101: 'clip_grad_norm' and 'clip_grad_value' both clip the gradients; keep one of the two");

    [Theory]
    [InlineData("clip_grad_norm: 1\nclip_grad_value: 0\n")]
    [InlineData("shuffle: false\ndrop_last: true\ntrain_samples: 10\n")]
    public void One_clipping_and_whole_batches_are_accepted(string lines) => Expect.ErrorsAfterValid(lines);

    [Theory]
    [InlineData("train_samples: 9\ndrop_last: true\n", "(6,12)", 9)]
    [InlineData("drop_last: true\ntrain_samples: 30\nvalidation_samples: 25\n", "(5,12)", 5)]
    public void Whole_batches_of_too_few_samples_are_refused(string lines, string place, int samples) => Expect.ErrorsAfterValid(
        lines, $"{place}: EXP102: 'drop_last' leaves batches out that are not full, and none is: 'batch_size' 10 is more than the {samples} samples to train "
            + "on; lower it, or leave 'drop_last' out");

    [Theory]
    [InlineData("momentum: 0.9", "adam", "momentum", "'sgd' and 'rmsprop' have")]
    [InlineData("momentum: 0", "adam", "momentum", "'sgd' and 'rmsprop' have")]
    [InlineData("nesterov: true", "adam", "nesterov", "'sgd' has")]
    [InlineData("momentum: 0.9\noptimizer: adamw", "adamw", "momentum", "'sgd' and 'rmsprop' have")]
    [InlineData("nesterov: true\nmomentum: 0.9\noptimizer: rmsprop", "rmsprop", "nesterov", "'sgd' has")]
    public void A_key_that_the_optimizer_does_not_have_names_those_that_have_it(string lines, string optimizer, string key,
        string having) => Expect.ErrorsAfterValid(
        $"  \n{lines}\n", $"(6,1): EXP022: the optimizer '{optimizer}' has no '{key}', only {having} it; drop the key, or change 'optimizer'");

    [Fact]
    public void Every_key_that_the_optimizer_does_not_have_is_reported() => Expect.ErrorsAfterValid(
        "momentum: 0.9\nnesterov: true\n",
        "(5,1): EXP022: the optimizer 'adam' has no 'momentum', only 'sgd' and 'rmsprop' have it; drop the key, or change 'optimizer'",
        "(6,1): EXP022: the optimizer 'adam' has no 'nesterov', only 'sgd' has it; drop the key, or change 'optimizer'");

    [Fact]
    public void A_wrong_value_is_reported_beside_its_key() => Expect.ErrorsAfterValid(
        "momentum: -1\n",
        "(5,1): EXP022: the optimizer 'adam' has no 'momentum', only 'sgd' and 'rmsprop' have it; drop the key, or change 'optimizer'",
        "(5,11): EXP007: 'momentum' must be a number at least 0, got -1");

    [Theory]
    [InlineData("")]
    [InlineData("layers: 1\n")]
    public void Dropout_of_one_layer_is_refused_at_its_value(
        string layers) => Expect.ErrorsAfterValid($"dropout:   .5\n{layers}", $"(5,12): {DropoutOfOneLayer}");

    [Theory]
    [InlineData("")]
    [InlineData("momentum: 0\n")]
    [InlineData("momentum: 0.0\n")]
    public void Nesterov_without_momentum_is_refused_at_its_value(string momentum) => Expect.ErrorsAfterValid(
        $"optimizer: sgd\nnesterov: true\n{momentum}", $"(6,11): {NesterovWithoutMomentum}");

    [Theory]
    [InlineData("momentum: 0.9\noptimizer: sdg\n",
        "(6,12): EXP008: 'optimizer' must be 'adam', 'adamw', 'nadam', 'adagrad', 'adadelta', 'sgd' or 'rmsprop', "
        + "got 'sdg'; did you mean 'sgd'?")]
    [InlineData("dropout: 0.5\nlayers: two\n", "(6,9): EXP006: 'layers' must be an integer from 1 to 8, got 'two'")]
    [InlineData("optimizer: sgd\nnesterov: true\nmomentum: -1\n", "(7,11): EXP007: 'momentum' must be a number at least 0, got -1")]
    public void A_rule_is_silent_where_a_value_is_wrong_anyway(string lines, string error) => Expect.ErrorsAfterValid(lines, error);

    [Theory]
    [InlineData("momentum: 0.9\noptimiser: sgd\n", "(6,1): EXP003: unknown key 'optimiser'; did you mean 'optimizer'?")]
    [InlineData("dropout: 0.5\nnum_layers: 2\n", "(6,1): EXP003: unknown key 'num_layers'; did you mean 'layers'?")]
    [InlineData("optimizer: sgd\nnesterov: true\nmomentun: 0.9\n", "(7,1): EXP003: unknown key 'momentun'; did you mean 'momentum'?")]
    public void A_rule_is_silent_where_a_misspelt_key_may_satisfy_it(string lines, string error) => Expect.ErrorsAfterValid(lines, error);

    [Fact]
    public void A_rule_is_silent_where_a_fault_may_hide_a_key() => Expect.ErrorsAfterValid(
        "dropout: 0.5\nlayers: \"2\n", "(6,9): EXP001: the YAML is malformed: the quote that opens here is never closed; end the text with \"");
}
