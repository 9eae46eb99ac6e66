using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Modules.Features;

namespace MnistLstm.Engine.Tests.Modules;

public sealed class ReadoutTests
{
    [Fact]
    public void Final_states_are_read_behind_a_recurrent_layer_only()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => new FinalStates().Infer(new FeatureShape(28, 28)));

        Assert.StartsWith("the final states are a recurrent layer's; put the readout right behind one, not behind [B, 28, 28]", e.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_readout_needs_a_sequence()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => new LastStep().Infer(new FeatureShape(0, 10)));

        Assert.StartsWith("output[:, -1, :] reads a sequence [B, T, F], got [B, 10]", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 16)]
    [InlineData(true, 32)]
    public void Every_readout_leaves_the_features_of_all_directions(bool bidirectional, int features)
    {
        FeatureShape sequence = new Rnn(28, 16, bidirectional: bidirectional).Infer(new FeatureShape(28, 28));

        Assert.All(new Readout[] { new LastStep(), new FinalStates(), new MeanOverTime() },
            readout => Assert.Equal(new FeatureShape(0, features), readout.Infer(sequence)));
    }
}
