using MnistLstm.Generators.Tests.Running;

namespace MnistLstm.Generators.Tests.Diagnostics;

/// <summary>What can be wrong with a <c>model</c>, whose key stands on line 4.</summary>
public class ModelErrorTests
{
    private const string Lstm = "  - lstm: {hidden_size: 8}\n";
    private const string Known = "'lstm', 'gru', 'rnn', 'dropout', 'variational_dropout', 'readout', 'linear', 'layer_norm', 'relu', 'tanh' or 'softmax'";
    private const string Form = "'lstm' must be keys with values, 'hidden_size' at least, got";

    [Theory]
    [InlineData("{lstm: {hidden_size: 8}}",
        "(4,8): EXP006: 'model' must be a list of 1 to 32 modules, got keys with values; write each module with '- ' in front")]
    [InlineData("lstm", "(4,8): EXP006: 'model' must be a list of 1 to 32 modules, got 'lstm'")]
    [InlineData("~", "(4,8): EXP006: 'model' must be a list of 1 to 32 modules, got nothing")]
    [InlineData("[]", "(4,8): EXP007: 'model' must be a list of 1 to 32 modules, got 0")]
    public void A_model_is_a_list_of_modules(string value, string error) => Expect.Errors(SpecText.ValidBesideModel + $"model: {value}\n", error);

    [Fact]
    public void A_model_has_at_most_32_modules() => Errors(
        string.Concat(Enumerable.Repeat("  - relu\n", 31)) + "  - readout: last\n  - linear: 10\n",
        "(37,5): EXP007: 'model' must be a list of 1 to 32 modules, got 33");

    [Theory]
    [InlineData("lsmt: {hidden_size: 8}", "; did you mean 'lstm'?")]
    [InlineData("LSTM: {hidden_size: 8}", "; did you mean 'lstm'?")]
    [InlineData("bilstm: {hidden_size: 8}", "; did you mean 'lstm'?")]
    [InlineData("dense: 10", "; did you mean 'linear'?")]
    [InlineData("locked_dropout: 0.3", "; did you mean 'variational_dropout'?")]
    [InlineData("SpatialDropout1D: 0.3", "; did you mean 'variational_dropout'?")]
    [InlineData("last", "; write 'readout: last'")]
    [InlineData("mean", "; write 'readout: mean'")]
    [InlineData("convolution", "")]
    public void An_unknown_module_is_told_what_there_is(string item, string hint) => Errors(
        Lstm + $"  - {item}\n", $"(6,5): EXP042: unknown module '{item.Split(':')[0]}'; a module is {Known}{hint}");

    [Theory]
    [InlineData("  - [relu]\n", 5, "a list")]
    [InlineData("  - {}\n", 5, "nothing")]
    [InlineData("  -\n", 4, "nothing")]
    public void An_item_is_a_word_or_a_word_with_its_value(string item, int column, string got) => Errors(
        Lstm + item, $"(6,{column}): EXP006: an item of 'model' must be {Known}, got {got}");

    [Theory]
    [InlineData("lstm", $"(5,5): EXP006: {Form} nothing; write 'lstm: {{hidden_size: 64}}'")]
    [InlineData("lstm:", $"(5,10): EXP006: {Form} nothing; write 'lstm: {{hidden_size: 64}}'")]
    [InlineData("lstm: 64", $"(5,11): EXP006: {Form} '64'; write 'lstm: {{hidden_size: 64}}'")]
    [InlineData("lstm: {}", "(5,11): EXP005: 'lstm' needs the key 'hidden_size' (an integer from 1 to 4096)")]
    [InlineData("lstm: {units: 8}", "(5,12): EXP003: unknown key 'units'; did you mean 'hidden_size'?")]
    [InlineData("lstm: {hidden_size: 0}", "(5,25): EXP007: 'hidden_size' must be an integer from 1 to 4096, got 0")]
    [InlineData("lstm: {hidden_size: 8, hidden_size: 9}", "(5,28): EXP004: key 'hidden_size' is already given on line 5; keep one of the two")]
    [InlineData("lstm: {hidden_size: 8, layers: 9}", "(5,36): EXP007: 'layers' must be an integer from 1 to 8, got 9")]
    [InlineData("lstm: {hidden_size: 8, direction: both}", "(5,39): EXP008: 'direction' must be 'forward' or 'bidirectional', got 'both'; "
        + "did you mean 'bidirectional'?")]
    [InlineData("lstm: {hidden_size: 8, dropout: 0.5}",
        "(5,37): EXP023: dropout between layers needs 'layers' to be at least 2, got 1; raise 'layers', or leave 'dropout' out")]
    [InlineData("lstm: {hidden_size: 8, batch_size: 1}",
        "(5,28): EXP003: unknown key 'batch_size'; the keys here are hidden_size, direction, layers, dropout, bias")]
    [InlineData("lstm: {hidden_size: 8, nonlinearity: relu}",
        "(5,28): EXP003: unknown key 'nonlinearity'; the keys here are hidden_size, direction, layers, dropout, bias")]
    [InlineData("rnn: {hidden_size: 8, nonlinearity: selu}", "(5,41): EXP008: 'nonlinearity' must be 'tanh' or 'relu', got 'selu'; did you mean 'relu'?")]
    [InlineData("dropout", "(5,5): EXP006: 'dropout' must be a number at least 0 and less than 1, got nothing; write 'dropout: 0.2'")]
    [InlineData("dropout: 1", "(5,14): EXP007: 'dropout' must be a number at least 0 and less than 1, got 1")]
    [InlineData("variational_dropout", "(5,5): EXP006: 'variational_dropout' must be a number at least 0 and less than 1, got nothing; write "
        + "'variational_dropout: 0.2'")]
    [InlineData("variational_dropout: 1", "(5,26): EXP007: 'variational_dropout' must be a number at least 0 and less than 1, got 1")]
    [InlineData("lstm: {hidden_size: 8, variational_dropout: 0.2}",
        "(5,28): EXP003: unknown key 'variational_dropout'; it is a module of a 'model', between others: '- variational_dropout: 0.3'")]
    [InlineData("linear", "(5,5): EXP006: 'linear' must be an integer from 1 to 4096, got nothing; write 'linear: 10'")]
    [InlineData("linear: 10.0", "(5,13): EXP006: 'linear' must be an integer from 1 to 4096, got '10.0'; write 10")]
    [InlineData("relu: true", "(5,11): EXP006: 'relu' must be a word alone, got 'true'; write '- relu'")]
    [InlineData("tanh:", "(5,10): EXP006: 'tanh' must be a word alone, got nothing; write '- tanh'")]
    public void A_wrong_value_is_reported_where_it_stands(string item, string error) => Errors($"  - {item}\n  - readout: last\n  - linear: 10\n", error);

    [Fact]
    public void Below_the_readout_there_are_no_steps_to_drop_alike() => Errors(
        Lstm + "  - readout: last\n  - variational_dropout: 0.2\n  - linear: 10\n",
        "(7,5): EXP044: 'variational_dropout' reads a sequence, but 'readout' on line 6 leaves no time axis; write 'dropout', which is the same of features, "
            + "or move it above the readout");

    [Fact]
    public void A_readout_is_one_of_its_words() => Errors(
        Lstm + "  - readout: first\n  - linear: 10\n", "(6,14): EXP008: 'readout' must be 'last', 'final_states' or 'mean', got 'first'");

    [Theory]
    [InlineData("  - lstm: {hidden_size: 8}\n    dropout: 0.2\n",
        "(6,5): EXP043: an item of 'model' is one module, but 'dropout' stands in that of 'lstm'; begin an item of its own: '- dropout'")]
    [InlineData("  - linear: 10\n    relu: 1\n",
        "(6,5): EXP043: an item of 'model' is one module, but 'relu' stands in that of 'linear'; begin an item of its own: '- relu'")]
    public void A_forgotten_dash_is_seen(string item, string error) => Errors(item + "  - readout: last\n  - linear: 10\n", error);

    [Fact]
    public void A_value_that_is_not_indented_below_its_module_is_seen() => Errors(
        "  - lstm:\n    hidden_size: 8\n  - readout: last\n  - linear: 10\n",
        $"(5,10): EXP006: {Form} nothing; write 'lstm: {{hidden_size: 64}}'",
        "(6,5): EXP043: an item of 'model' is one module, but 'hidden_size' stands in that of 'lstm'; indent it further than 'lstm', or write 'lstm: "
            + "{hidden_size: ...}'");

    [Theory]
    [InlineData("gru: {hidden_size: 8}", "'gru'", "move it above the readout")]
    [InlineData("readout: mean", "'readout'", "keep one of the two")]
    public void Nothing_reads_a_sequence_behind_the_readout(string item, string module, string remedy) => Errors(
        Lstm + $"  - readout: last\n  - {item}\n  - linear: 10\n",
        $"(7,5): EXP044: {module} reads a sequence, but 'readout' on line 6 leaves no time axis; {remedy}");

    [Fact]
    public void Softmax_stands_behind_the_readout() => Errors(
        Lstm + "  - softmax\n  - readout: last\n  - linear: 10\n",
        "(6,5): EXP045: 'softmax' reads features, but here is still a sequence; move it below 'readout' on line 7");

    [Theory]
    [InlineData("  - relu\n  - readout: final_states\n  - linear: 10\n",
        "(6,14): EXP046: 'final_states' are those of a recurrent module, but here are the data's own steps; read 'last' or 'mean', or move the readout")]
    [InlineData(Lstm + "  - linear: 4\n  - readout: final_states\n  - linear: 10\n",
        "(7,14): EXP046: 'final_states' are those of a recurrent module, but here are what 'linear' on line 6 puts out; read 'last' or 'mean', or "
            + "move the readout")]
    public void Final_states_are_a_recurrent_module_s(string items, string error) => Errors(items, error);

    [Theory]
    [InlineData(Lstm + "  - linear: 10\n", 6, "'lstm' on line 5")]
    [InlineData(Lstm + "  - gru: {hidden_size: 8}\n", 6, "'gru' on line 6")]
    [InlineData(Lstm + "  - linear: 10\n  - softmax\n", 7, "'lstm' on line 5")]
    [InlineData("  - linear: 10\n", 5, "'linear' on line 5")]
    public void A_model_without_a_readout_is_reported_at_its_end(string items, int line, string place) => Errors(
        items, $"({line},5): EXP047: the model ends in a sequence, since nothing takes the time axis away; add '- readout: last' below {place}");

    [Theory]
    [InlineData(Lstm + "  - readout: last\n", 6, 8, "add '- linear: 10' at the end")]
    [InlineData("  - gru: {hidden_size: 5, direction: bidirectional, layers: 2}\n  - readout: last\n  - linear: 64\n  - relu\n", 8, 64,
        "add '- linear: 10' at the end")]
    [InlineData(Lstm + "  - readout: last\n  - linear: 11\n", 7, 11, "write 'linear: 10', or add '- linear: 10' at the end")]
    [InlineData("  - readout: mean\n", 5, 28, "add '- linear: 10' at the end")]
    public void A_model_ends_in_ten_scores(string items, int line, int features, string remedy) => Errors(
        items, $"({line},5): EXP048: the model ends in {features} features, but the data set 'mnist' has 10 classes to score (0, 1, 2, 3, 4, 5, 6, 7, "
            + $"...); {remedy}");

    [Theory]
    [InlineData("  - gru: {hidden_size: 10}\n  - readout: last\n")]
    [InlineData("  - rnn: {hidden_size: 5, direction: bidirectional}\n  - readout: final_states\n  - softmax\n")]
    [InlineData("  - lstm: {hidden_size: 3}\n  - linear: 10\n  - readout: mean\n")]
    [InlineData("  - readout: mean\n  - linear: 10\n")]
    [InlineData("  - lstm: {hidden_size: 3}\n  - relu\n  - dropout: 0\n  - readout: final_states\n  - \"linear\": 10\n  - 'softmax'\n")]
    public void What_ends_in_ten_scores_is_a_model(string items) => Errors(items);

    [Fact]
    public void All_that_is_wrong_is_reported_at_once() => Expect.Errors(
        SpecText.ValidBesideModel.Replace("epochs: 2", "epochs: 0")
            + "model:\n  - gru: {hidden_size: 0}\n  - linear: ten\n  - readout: last\n  - rnn: {hidden_size: 8}\n  - linear: 9\nheads: linear\n",
        "(3,9): EXP007: 'epochs' must be an integer from 1 to 10000, got 0",
        "(5,24): EXP007: 'hidden_size' must be an integer from 1 to 4096, got 0",
        "(6,13): EXP006: 'linear' must be an integer from 1 to 4096, got 'ten'",
        "(8,5): EXP044: 'rnn' reads a sequence, but 'readout' on line 7 leaves no time axis; move it above the readout",
        "(9,5): EXP048: the model ends in 9 features, but the data set 'mnist' has 10 classes to score (0, 1, 2, 3, 4, 5, 6, 7, ...); write 'linear: 10', or "
            + "add '- linear: 10' at the end",
        "(10,1): EXP003: unknown key 'heads'; did you mean 'head'?");

    [Theory]
    [InlineData("hidden_size: 8")]
    [InlineData("layers: 2")]
    [InlineData("direction: forward")]
    [InlineData("cell: gru")]
    [InlineData("dropout: 0.5")]
    [InlineData("readout: last")]
    [InlineData("head: linear")]
    public void A_flat_key_cannot_stand_beside_a_model(string line) => Errors(
        Lstm + $"  - readout: last\n  - linear: 10\n{line}\n",
        $"(8,1): EXP041: '{line.Split(':')[0]}' cannot stand beside 'model' on line 4, which says the whole network; drop the key, or say the network with "
            + $"the flat keys alone");

    [Theory]
    [InlineData("matrix: {layers: [1, 2]}", 10)]
    [InlineData("cases: [{layers: 2}]", 10)]
    public void A_flat_key_cannot_be_varied_beside_a_model(string line, int column) => Errors(
        Lstm + $"  - readout: last\n  - linear: 10\n{line}\n",
        $"(8,{column}): EXP041: 'layers' cannot stand beside 'model' on line 4, which says the whole network; drop the key, or say the network with the "
            + $"flat keys alone");

    [Theory]
    [InlineData("matrix: {model: [relu]}", "matrix", 10)]
    [InlineData("cases: [{model: [relu]}]", "cases", 10)]
    public void A_model_cannot_be_varied(string line, string part, int column) => Expect.ErrorsAfterValid(
        line + "\n", $"(5,{column}): EXP028: 'model' cannot stand in '{part}'; give it once, for all runs; what runs shall differ in say with the flat keys, "
            + $"or in further files");

    [Theory]
    [InlineData("matrix: {input_size: [28, 56]}", "matrix", 10)]
    [InlineData("cases: [{input_size: 56}]", "cases", 10)]
    public void What_a_model_reads_cannot_be_varied(string line, string part, int column) => Errors(
        Lstm + $"  - readout: last\n  - linear: 10\n{line}\n",
        $"(8,{column}): EXP028: 'input_size' cannot stand in '{part}'; give it once, for all runs, or say the network with the flat keys instead of 'model'");

    [Fact]
    public void A_model_without_its_last_layer_ends_in_the_pixels_of_a_step() => Errors(
        "  - relu\n  - readout: last\ninput_size: 56\n",
        "(6,5): EXP048: the model ends in 56 features, but the data set 'mnist' has 10 classes to score (0, 1, 2, 3, 4, 5, 6, 7, ...); add '- linear: "
            + "10' at the end");

    [Fact]
    public void A_wrong_input_size_leaves_the_model_checked() => Errors(
        Lstm + "  - readout: last\n  - linear: 9\ninput_size: 30\n",
        "(7,5): EXP048: the model ends in 9 features, but the data set 'mnist' has 10 classes to score (0, 1, 2, 3, 4, 5, 6, 7, ...); write 'linear: 10', or "
            + "add '- linear: 10' at the end",
        "(8,13): EXP055: 'input_size' must divide the 784 values of a sequence of 'mnist' (28 steps of 28), got 30; 28 or 49 would do");

    [Fact]
    public void A_misspelt_model_is_not_a_missing_hidden_size() => Expect.Errors(
        SpecText.ValidBesideModel + "modle: [relu]\n", "(4,1): EXP003: unknown key 'modle'; did you mean 'model'?");

    [Fact]
    public void A_model_that_is_too_large_is_reported_at_its_key() => Errors(
        string.Concat(Enumerable.Repeat("  - lstm: {hidden_size: 4096, layers: 8, direction: bidirectional}\n", 2)) + "  - readout: last\n  - linear: 10\n",
        "(4,1): EXP017: this model would have 6,176,063,498 parameters, more than the 2,147,483,647 allowed; lower 'hidden_size' or 'layers'");

    private static void Errors(string items, params string[] errors) => Expect.Errors(SpecText.ValidBesideModel + "model:\n" + items, errors);
}
