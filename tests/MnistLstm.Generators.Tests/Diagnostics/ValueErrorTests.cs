namespace MnistLstm.Generators.Tests.Diagnostics;

public class ValueErrorTests
{
    [Theory]
    [InlineData("'128'", "the quoted text \"128\"; drop the quotes")]
    [InlineData("\"128\"", "the quoted text \"128\"; drop the quotes")]
    [InlineData("128.0", "'128.0'; write 128")]
    [InlineData("1e2", "'1e2'; write 100")]
    [InlineData("1.5", "'1.5'")]
    [InlineData("0x10", "'0x10'; write it in decimal digits")]
    [InlineData("0o17", "'0o17'; write it in decimal digits")]
    [InlineData("1_000", "'1_000'; write 1000")]
    [InlineData("010", "'010'; write 10 (no leading zeros)")]
    [InlineData("many", "'many'")]
    [InlineData("true", "'true'")]
    [InlineData("", "nothing")]
    [InlineData("~", "nothing")]
    [InlineData("null", "nothing")]
    [InlineData("[8]", "a list; write 8")]
    [InlineData("[8, 9]", "a list; for a run of each value put the key and its list below 'matrix'")]
    [InlineData("[[8]]", "a list")]
    [InlineData("{a: 8}", "keys with values")]
    [InlineData("８", "'８'; some of these characters only look like those of a keyboard, or cannot be seen: write 8")]
    public void What_is_no_integer_says_what_to_write(string value, string got) => Expect.Errors(
        $"epochs: 2\nhidden_size:   {value}\nbatch_size: 1\nlearning_rate: 1\n",
        $"(2,{(value.Length == 0 ? 13 : 16)}): EXP006: 'hidden_size' must be an integer from 1 to 4096, got {got}");

    [Theory]
    [InlineData("hidden_size", "4097", "an integer from 1 to 4096")]
    [InlineData("hidden_size", "-1", "an integer from 1 to 4096")]
    [InlineData("batch_size", "60001", "an integer from 1 to 60000")]
    [InlineData("epochs", "10001", "an integer from 1 to 10000")]
    [InlineData("epochs", "0", "an integer from 1 to 10000")]
    [InlineData("learning_rate", "0", "a number greater than 0")]
    [InlineData("learning_rate", "-1e-3", "a number greater than 0")]
    [InlineData("learning_rate", ".inf", "a number greater than 0")]
    [InlineData("learning_rate", ".nan", "a number greater than 0")]
    public void A_required_number_out_of_range_names_the_range(string key, string value, string expected)
    {
        string rest =
            string.Concat(new[] { "hidden_size", "batch_size", "learning_rate", "epochs" }.Where(other => other != key).Select(other => $"{other}: 1\n"));
        Expect.Errors($"{key}: {value}\n{rest}", $"(1,{key.Length + 3}): EXP007: '{key}' must be {expected}, got {value}");
    }

    [Theory]
    [InlineData("layers: 9", "(5,9): EXP007: 'layers' must be an integer from 1 to 8, got 9")]
    [InlineData("layers: 0", "(5,9): EXP007: 'layers' must be an integer from 1 to 8, got 0")]
    [InlineData("seed: 9223372036854775808",
        "(5,7): EXP007: 'seed' must be a 64-bit integer, got 9223372036854775808; write -9223372036854775808, which has the same 64 bits and is the same to "
            + "torch.manual_seed")]
    [InlineData("seed: 18446744073709551615",
        "(5,7): EXP007: 'seed' must be a 64-bit integer, got 18446744073709551615; write -1, which has the same 64 bits and is the same to torch.manual_seed")]
    [InlineData("seed: 18446744073709551616", "(5,7): EXP007: 'seed' must be a 64-bit integer, got 18446744073709551616")]
    [InlineData("seed: -9223372036854775809", "(5,7): EXP007: 'seed' must be a 64-bit integer, got -9223372036854775809")]
    [InlineData("train_samples: 0", "(5,16): EXP007: 'train_samples' must be an integer at least 1, got 0")]
    [InlineData("input_size: 30",
        "(5,13): EXP055: 'input_size' must divide the 784 values of a sequence of 'mnist' (28 steps of 28), got 30; 28 or 49 would do")]
    [InlineData("input_size: 0", "(5,13): EXP007: 'input_size' must be an integer at least 1, got 0")]
    [InlineData("rows_per_step: 2", "(5,1): EXP003: unknown key 'rows_per_step'; did you mean 'input_size'?")]
    [InlineData("dropout: 1", "(5,10): EXP007: 'dropout' must be a number at least 0 and less than 1, got 1")]
    [InlineData("dropout: 0.99999999999999999", "(5,10): EXP007: 'dropout' must be a number at least 0 and less than 1, got 0.99999999999999999")]
    [InlineData("dropout: -0.1", "(5,10): EXP007: 'dropout' must be a number at least 0 and less than 1, got -0.1")]
    [InlineData("layers: 2\ndropout: 1e-400",
        "(6,10): EXP007: 'dropout' must be a number at least 0 and less than 1, got 1e-400; it is so small that it is taken for 0: write 0 if that is meant")]
    [InlineData("lr_scheduler: linear_lr\nend_factor: 1e-400",
        "(6,13): EXP007: 'end_factor' must be a number from 0 to 1, got 1e-400; it is so small that it is taken for 0: write 0 if that is meant")]
    [InlineData("weight_decay: -0.1", "(5,15): EXP007: 'weight_decay' must be a number at least 0, got -0.1")]
    public void An_optional_number_out_of_range_names_the_range(string line, string error) => Expect.ErrorsAfterValid(line, error);

    [Theory]
    [InlineData("1_0.5", "'1_0.5'; write 10.5")]
    [InlineData("0,01", "'0,01'; write 0.01")]
    [InlineData("fast", "'fast'")]
    [InlineData("1e", "'1e'")]
    [InlineData(".", "'.'")]
    [InlineData("0x1p3", "'0x1p3'")]
    [InlineData("'0.1'", "the quoted text \"0.1\"; drop the quotes")]
    public void What_is_no_number_says_what_to_write(string value, string got) => Expect.ErrorsAfterValid(
        $"weight_decay: {value}\n", $"(5,15): EXP006: 'weight_decay' must be a number at least 0, got {got}");

    [Theory]
    [InlineData("yes", "; write true")]
    [InlineData("on", "; write true")]
    [InlineData("True", "; write true")]
    [InlineData("off", "; write false")]
    [InlineData("maybe", "")]
    public void Booleans_are_true_and_false_alone(string value, string hint) => Expect.ErrorsAfterValid(
        $"nesterov: {value}\noptimizer: sgd\n", $"(5,11): EXP006: 'nesterov' must be true or false, got '{value}'{hint}");

    [Fact]
    public void A_wrong_word_names_the_allowed_ones_and_the_nearest() => Expect.ErrorsAfterValid(
        "direction: bidirektional\n", "(5,12): EXP008: 'direction' must be 'forward' or 'bidirectional', got 'bidirektional'; did you mean 'bidirectional'?");

    [Fact]
    public void A_word_like_no_other_names_the_allowed_ones() => Expect.ErrorsAfterValid(
        "dataset: cifar\n", "(5,10): EXP008: 'dataset' must be 'mnist', 'fashion-mnist' or 'mnist-10k', got 'cifar'");

    [Theory]
    [InlineData("readout: final", "(5,10): EXP008: 'readout' must be 'last' or 'final_states', got 'final'; did you mean 'final_states'?")]
    [InlineData("cell: lsmt", "(5,7): EXP008: 'cell' must be 'lstm', 'gru' or 'rnn', got 'lsmt'; did you mean 'lstm'?")]
    [InlineData("head: [linear]", "(5,7): EXP006: 'head' must be 'linear' or 'softmax', got a list; write linear")]
    [InlineData("head:", "(5,6): EXP006: 'head' must be 'linear' or 'softmax', got nothing; leave the key out for its default")]
    [InlineData("description: ''", "(5,14): EXP006: 'description' must be text, got an empty text")]
    [InlineData("description: [a]", "(5,14): EXP006: 'description' must be text, got a list")]
    public void What_is_no_word_or_text_is_refused(string line, string error) => Expect.ErrorsAfterValid(line, error);

    [Theory]
    [InlineData("mnist", "60001", "60000")]
    [InlineData("fashion-mnist", "60001", "60000")]
    [InlineData("mnist-10k", "9004", "9003")]
    public void More_training_images_than_there_are_is_an_error(string dataset, string count, string available) => Expect.ErrorsAfterValid(
        $"train_samples: {count}\ndataset: {dataset}\n",
        $"(5,16): EXP015: 'train_samples' is {count}, but the data set '{dataset}' has {available} training samples; use at most that many, or leave the "
            + $"key out for all");

    [Fact]
    public void More_test_images_than_there_are_is_an_error() => Expect.ErrorsAfterValid(
        "test_samples: 998\ndataset: mnist-10k\n",
        "(5,15): EXP015: 'test_samples' is 998, but the data set 'mnist-10k' has 997 test samples; use at most that many, or leave the key out for all");

    [Fact]
    public void A_batch_larger_than_the_training_set_is_allowed_as_in_PyTorch() => Expect.Errors(
        "hidden_size: 1\nbatch_size: 60000\nlearning_rate: 1\nepochs: 1\ndataset: mnist-10k\n");

    [Fact]
    public void A_model_beyond_the_limit_says_how_large_it_would_be() => Expect.Errors(
        "batch_size: 1\nhidden_size: 4096\nlayers: 8\ndirection: bidirectional\nlearning_rate: 1\nepochs: 1\n",
        "(2,14): EXP017: this model would have 2,954,313,738 parameters, more than the 2,147,483,647 allowed; lower 'hidden_size' or 'layers'");
}
