using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Values;

namespace MnistLstm.Generators.Tests.Diagnostics;

/// <summary>What people who come from Keras, Lightning, Hugging Face, scikit-learn or Weights &amp; Biases write by habit.</summary>
public class OtherToolsTests
{
    [Theory]
    [InlineData("random_state", "seed")]
    [InlineData("seed_everything", "seed")]
    [InlineData("val_split", "validation_fraction")]
    [InlineData("validation_split", "validation_fraction")]
    [InlineData("validation_size", "validation_samples")]
    [InlineData("restore_best_weights", "restore_best")]
    [InlineData("load_best_model_at_end", "restore_best")]
    [InlineData("bs", "batch_size")]
    [InlineData("per_device_train_batch_size", "batch_size")]
    [InlineData("lr", "learning_rate")]
    [InlineData("learning_rate_init", "learning_rate")]
    [InlineData("units", "hidden_size")]
    [InlineData("hidden_layer_sizes", "hidden_size")]
    [InlineData("num_layers", "layers")]
    [InlineData("max_epochs", "epochs")]
    [InlineData("num_train_epochs", "epochs")]
    [InlineData("num-epochs", "epochs")]
    [InlineData("optimizer_name", "optimizer")]
    [InlineData("solver", "optimizer")]
    [InlineData("parameters", "matrix")]
    [InlineData("param_grid", "matrix")]
    [InlineData("dropout_rate", "dropout")]
    [InlineData("clipnorm", "clip_grad_norm")]
    [InlineData("clipvalue", "clip_grad_value")]
    [InlineData("drop_remainder", "drop_last")]
    [InlineData("label_smoothing_factor", "label_smoothing")]
    [InlineData("epsilon", "eps")]
    [InlineData("adam_epsilon", "eps")]
    [InlineData("lr_scheduler_type", "lr_scheduler")]
    [InlineData("n_iter_no_change", "early_stopping_patience")]
    [InlineData("return_sequences", "readout")]
    public void A_key_of_another_tool_is_recognised(string written, string meant) => Expect.ErrorsAfterValid(
        $"{written}: 1\n", $"(5,1): EXP003: unknown key '{written}'; did you mean '{meant}'?");

    [Theory]
    [InlineData("metric", "loss and accuracy are always measured, and tables rank by them; drop the key")]
    [InlineData("Metrics", "loss and accuracy are always measured, and tables rank by them; drop the key")]
    [InlineData("device", "runs are trained on the processor; drop the key")]
    [InlineData("num-workers", "threads are an option of the command line (--threads), as they change no result; drop the key")]
    [InlineData("recurrent_dropout", "PyTorch's modules have no dropout of the recurrent connections; 'dropout' is that between layers, and in a 'model' "
        + "'variational_dropout' drops the same features at every step")]
    [InlineData("variational_dropout", "it is a module of a 'model', between others: '- variational_dropout: 0.3'")]
    [InlineData("locked_dropout", "it is a module of a 'model', between others: '- variational_dropout: 0.3'")]
    [InlineData("layer_norm", "it is a module of a 'model', between others: '- layer_norm'")]
    [InlineData("name", "an experiment is called as its file; drop the key, or give a 'description'")]
    public void A_key_that_has_no_counterpart_says_what_stands_in_its_place(string written, string advice) => Expect.ErrorsAfterValid(
        $"{written}: x\n", $"(5,1): EXP003: unknown key '{written}'; {advice}");

    [Fact]
    public void No_word_has_two_meanings_and_none_is_a_key_of_ours()
    {
        string[] words = [.. KeyTable.Keys.SelectMany(key => key.AlsoCalled), .. KeylessWords.All];
        Assert.Empty(words.GroupBy(word => word).Where(group => group.Count() > 1).Select(group => group.Key));
        Assert.Empty(words.Intersect(KeyTable.Keys.Select(key => key.Name)));
        Assert.All(words, word => Assert.Equal(SpecKey.Plain(word), word));
    }

    [Fact]
    public void Every_word_of_a_key_leads_to_it() => Assert.All(
        KeyTable.Keys.SelectMany(key => key.AlsoCalled.Select(word => (word, key.Name))),
        pair => Assert.Equal(pair.Name, MappingReader.Suggestion(pair.word, KeyTable.Keys)));
}
