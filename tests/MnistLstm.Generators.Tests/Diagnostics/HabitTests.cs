using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Values;
using MnistLstm.Generators.Tests.Running;

namespace MnistLstm.Generators.Tests.Diagnostics;

/// <summary>Configurations in the habits of Hydra, Lightning, Keras, Hugging Face, fastai, Optuna and Ray: groups, calls, units, words of their own.</summary>
public class HabitTests
{
    [Fact]
    public void A_group_of_keys_is_taken_apart_and_what_stands_in_it_is_not_said_to_be_missing() => Expect.Errors(
        "training:\n  hidden_size: 128\n  bs: 64\n  epochs: 10\n  learning_rate: 0.01\n  seed: 3\n",
        "(1,1): EXP003: unknown key 'training'; a spec has no groups: write hidden_size, batch_size, learning_rate, epochs and the others in the first column");

    [Fact]
    public void A_group_of_groups_is_one_too() => Expect.Errors(
        "hidden_size: 8\nbatch_size: 10\nlit:\n  trainer: {max_epochs: 3}\n  model: {lr: 0.1}\n",
        "(3,1): EXP003: unknown key 'lit'; a spec has no groups: write learning_rate, epochs, model in the first column");

    [Theory]
    [InlineData("optimizer: {name: SGD, momentum: 0.9}", "(5,12): EXP006: 'optimizer' must be 'adam', 'adamw', 'nadam', 'adagrad', 'adadelta', 'sgd' or "
        + "'rmsprop', got keys with values; write 'optimizer: sgd', and what else stands here as keys of the spec")]
    [InlineData("optimizer: {_target_: torch.optim.AdamW, weight_decay: 0.1}", "(5,12): EXP006: 'optimizer' must be 'adam', 'adamw', 'nadam', 'adagrad', "
        + "'adadelta', 'sgd' or 'rmsprop', got keys with values; write 'optimizer: adamw', and what else stands here as keys of the spec")]
    [InlineData("early_stopping: {patience: 3, monitor: val_loss}",
        "(5,1): EXP003: unknown key 'early_stopping'; did you mean 'early_stopping_patience'; write 'early_stopping_patience: 3'")]
    [InlineData("dropout: {layers: 2}", "(5,10): EXP006: 'dropout' must be a number at least 0 and less than 1, got keys with values; a key has one value: "
        + "write what stands here as keys of the spec")]
    [InlineData("model: {hidden_size: 8}", "(5,8): EXP006: 'model' must be a list of 1 to 32 modules, got keys with values; for one recurrent module and a "
        + "linear layer leave 'model' out, and write 'hidden_size', 'layers' and so on in the first column")]
    [InlineData("seed: [1, 2]", "(5,7): EXP006: 'seed' must be a 64-bit integer, got a list; for a run of each seed write 'seeds' with the list")]
    [InlineData("dropout: [0, 0.1]", "(5,10): EXP006: 'dropout' must be a number at least 0 and less than 1, got a list; for a run of each value put the key "
        + "and its list below 'matrix'")]
    [InlineData("dropout: null", "(5,10): EXP006: 'dropout' must be a number at least 0 and less than 1, got nothing; leave the key out for its default")]
    public void A_value_that_is_keys_or_a_list_or_nothing_is_told_where_that_goes(string line, string error)
    {
        // Where 'model' stands beside the flat keys these are reported, too.
        string[] errors = [.. GeneratorRun.Of("experiments/a.yaml", SpecText.Valid + line + "\n").Errors];
        Assert.Contains("a.yaml" + error, errors);
    }

    [Theory]
    [InlineData("early_stopping_patience", "5 epochs", "5 (numbers have no units)")]
    [InlineData("train_samples", "60k", "60000")]
    [InlineData("train_samples", "1M", "1000000")]
    [InlineData("layers", "2,", "2")]
    [InlineData("layers", "2**1", "2")]
    [InlineData("weight_decay", "0.1f", "0.1 (numbers have no units)")]
    [InlineData("weight_decay", "1/1000", "0.001")]
    [InlineData("weight_decay", "1e–3", null)]
    [InlineData("weight_decay", "1×10^-4", "0.0001")]
    [InlineData("weight_decay", "10**-5", "1e-05")]
    [InlineData("label_smoothing", "10%", "0.1")]
    [InlineData("label_smoothing", "10 %", "0.1")]
    public void A_number_written_as_people_write_it_is_read_for_them(string key, string text, string? meant)
    {
        string hint = meant is null ? "; some of these characters only look like those of a keyboard, or cannot be seen: write 1e-3" : $"; write {meant}";
        Assert.EndsWith($", got '{text}'{hint}", Assert.Single(GeneratorRun.Of("experiments/a.yaml", $"{SpecText.Valid}{key}: {text}\n").Errors),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("weight_decay: 1e")]
    [InlineData("layers: 2.5 epochs")]
    [InlineData("layers: 9/2")]
    [InlineData("layers: 40 %")]
    [InlineData("weight_decay: 1/0")]
    [InlineData("weight_decay: .2.")]
    [InlineData("label_smoothing: 300 %")]
    [InlineData("learning_rate: fast")]
    public void A_number_that_would_be_wrong_as_well_is_not_guessed(string line)
    {
        string text = line.StartsWith("learning_rate", StringComparison.Ordinal) ? SpecText.Valid.Replace("learning_rate: 0.01", line)
            : $"{SpecText.Valid}{line}\n";
        Assert.DoesNotContain("; write", Assert.Single(GeneratorRun.Of("experiments/a.yaml", text).Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("label_smoothing: 10",
        "(5,18): EXP007: 'label_smoothing' must be a number at least 0 and less than 1, got 10; write a fraction, 0.1 for 10 %")]
    [InlineData("label_smoothing: 1.5", "(5,18): EXP007: 'label_smoothing' must be a number at least 0 and less than 1, got 1.5")]
    [InlineData("validation_samples: 10%",
        "(5,21): EXP006: 'validation_samples' must be an integer at least 0, got '10%'; for a part of them write 'validation_fraction: 0.1'")]
    [InlineData("test_samples: all", "(5,15): EXP006: 'test_samples' must be an integer at least 1, got 'all'; leave 'test_samples' out for that")]
    [InlineData("betas: (0.9, 0.98)",
        "(5,8): EXP006: 'betas' must be a list of two numbers at least 0 and less than 1, got '(0.9, 0.98)'; write it as [0.9, 0.98]")]
    [InlineData("class_weights: {0: 1, 1: 2.5}", "(5,16): EXP006: 'class_weights' must be a list of numbers at least 0, one a class, got keys with values; "
        + "write the numbers alone, in their order: [1, 2.5]")]
    [InlineData("class_weights: {0: high}",
        "(5,16): EXP006: 'class_weights' must be a list of numbers at least 0, one a class, got keys with values; write it as [0.1, 0.2]")]
    [InlineData("sequence_length: 28", "(5,1): EXP003: unknown key 'sequence_length'; a sequence has as many steps as 'input_size' divides its values into: "
        + "MNIST's 784 are 28 steps of 28; give that, or leave it out")]
    [InlineData("parameters: {label_smoothing: {values: [0, 0.1]}}", "(5,1): EXP003: unknown key 'parameters'; did you mean 'matrix'?")]
    [InlineData("parameters: {label_smoothing: {min: 0, max: 0.1}}", "(5,1): EXP003: unknown key 'parameters'; did you mean 'search'?")]
    [InlineData("parameters: {dropout: {value: 0}, label_smoothing: {distribution: uniform}}",
        "(5,1): EXP003: unknown key 'parameters'; did you mean 'search'?")]
    [InlineData("normalize: true", "(5,12): EXP006: 'normalize' must be 'none', 'train', or {mean: ..., std: ...}, got 'true'; did you mean 'train'?")]
    [InlineData("direction: maximize",
        "(5,12): EXP008: 'direction' must be 'forward' or 'bidirectional', got 'maximize'; it is the way a sequence is read, and tables rank runs "
            + "by themselves")]
    [InlineData("evaluate: epoch", "(5,11): EXP008: 'evaluate' must be 'each_epoch' or 'at_end', got 'epoch'; did you mean 'each_epoch'?")]
    [InlineData("fit_one_cycle: 10", "(5,1): EXP003: unknown key 'fit_one_cycle'; write 'lr_scheduler: one_cycle_lr', and the number of 'epochs'")]
    [InlineData("// a comment: 1", "(5,1): EXP003: unknown key '// a comment'; a comment begins with '#'")]
    [InlineData("// a comment", "(5,1): EXP001: the YAML is malformed: a comment begins with '#'")]
    [InlineData("lr = 0.01", "(5,1): EXP001: the YAML is malformed: a key ends in a colon: write lr: 0.01")]
    [InlineData("seed=3;", "(5,1): EXP001: the YAML is malformed: a key ends in a colon: write seed: 3")]
    public void A_habit_of_another_tool_or_language_is_answered(string line, string error) => Expect.ErrorsAfterValid(line + "\n", error);

    [Theory]
    [InlineData("uniform(0, 0.5)", "{uniform: [0, 0.5]}")]
    [InlineData("loguniform(1e-4, 1e-1)", "{log_uniform: [1e-4, 1e-1]}")]
    [InlineData("interval(0, 0.5)", "{uniform: [0, 0.5]}")]
    [InlineData("choice([0.1, 0.2])", "{choice: [0.1, 0.2]}")]
    public void A_distribution_that_is_called_is_written_as_one(string call, string written) => Expect.ErrorsAfterValid(
        $"search: {{samples: 3, label_smoothing: \"{call}\"}}\n".Replace("\"", "'", StringComparison.Ordinal),
        $"(5,39): EXP006: 'label_smoothing' must be a distribution: {{choice: [...]}}, {{uniform: [...]}}, {{log_uniform: [...]}}, got '{call}'; "
            + $"write {written}");

    [Fact]
    public void Every_word_of_a_value_leads_to_one_that_the_key_has() => Assert.All(ValueWords.All, word =>
    {
        SpecKey key = KeyTable.Of(word.Key);
        string[] ofNormalize = ["none", "train"];
        Assert.Equal(word.Meant, ValueWords.Suggestion(key, word.Word, key.Words.Count > 0 ? key.Words : ofNormalize));
        Assert.DoesNotContain(word.Word, key.Words);
    });
}
