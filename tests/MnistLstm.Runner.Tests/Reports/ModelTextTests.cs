using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Training.Networks;

namespace MnistLstm.Runner.Tests.Reports;

public class ModelTextTests
{
    private static NetworkBuilder Rows => new(28, 28);

    private static Network Mixed => Rows.Recurrent("lstm", 64, bidirectional: true).Dropout(0.2).Recurrent("gru", 32).Readout("last").Linear(10).Build();

    [Fact]
    public void The_hidden_column_has_the_sizes_of_all_recurrent_modules() => Assert.Equal("2x64-32", ModelText.HiddenSizes(Mixed));

    [Fact]
    public void Layers_and_dropout_are_not_in_the_hidden_column() =>
        Assert.Equal("3", ModelText.HiddenSizes(Rows.Recurrent("rnn", 3, 2, dropout: 0.1).Readout("mean").Linear(10).Build()));

    [Fact]
    public void Without_a_recurrent_module_there_is_no_hidden_size() => Assert.Equal("-", ModelText.HiddenSizes(Rows.Readout("mean").Linear(10).Build()));

    [Fact]
    public void The_model_column_has_what_tells_two_models_apart() => Assert.Equal("lstm 2x64, dropout 0.2, gru 32, last, linear 10", ModelText.Compact(Mixed));

    [Fact]
    public void The_model_column_has_layers_and_their_dropout() => Assert.Equal(
        "rnn {2x3, layers 2, dropout 0.1}, tanh, final_states, linear 10, softmax",
        ModelText.Compact(Rows.Recurrent("rnn", 3, 2, bidirectional: true, dropout: 0.1).Tanh().Readout("final_states").Linear(10).Softmax().Build()));

    [Fact]
    public void A_narrow_terminal_has_the_modules_words() => Assert.Equal(
        "rnn-tanh-readout-linear", ModelText.Short(Rows.Recurrent("rnn", 3, bidirectional: true).Tanh().Readout("mean").Linear(10).Build()));
}
