using MnistLstm.Runner.Reports.Writing;

namespace MnistLstm.Runner.Tests.Reports;

public class ModelTextTests
{
    [Theory]
    [InlineData("[lstm: {hidden_size: 64, direction: bidirectional}, dropout: 0.2, gru: {hidden_size: 32}, readout: last, linear: 10]", "2x64-32")]
    [InlineData("[rnn: {hidden_size: 3, layers: 2, dropout: 0.1}, readout: mean, linear: 10]", "3")]
    [InlineData("[readout: mean, linear: 10]", "-")]
    public void The_hidden_column_has_the_sizes_of_all_recurrent_modules(string model, string expected) => Assert.Equal(expected, ModelText.HiddenSizes(model));

    [Theory]
    [InlineData("[lstm: {hidden_size: 64, direction: bidirectional}, dropout: 0.2, gru: {hidden_size: 32}, readout: last, linear: 10]", "lstm 2x64, dropout 0.2, gru 32, last, linear 10")]
    [InlineData("[rnn: {hidden_size: 3, direction: bidirectional, layers: 2, dropout: 0.1}, tanh, readout: final_states, linear: 10, softmax]", "rnn {2x3, layers 2, dropout 0.1}, tanh, final_states, linear 10, softmax")]
    public void The_model_column_has_what_tells_two_models_apart(string model, string expected) => Assert.Equal(expected, ModelText.Compact(model));

    [Fact]
    public void A_narrow_terminal_has_the_modules_words() => Assert.Equal(
        "rnn-tanh-readout-linear", ModelText.Short("[rnn: {hidden_size: 3, direction: bidirectional}, tanh, readout: mean, linear: 10]"));
}
