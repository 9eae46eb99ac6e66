using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Modules.Features;

namespace MnistLstm.Engine.Tests.Modules;

/// <summary>The lines were printed by PyTorch 1.13.</summary>
public sealed class ModulePrintTests
{
    public static TheoryData<string, Module> Prints => new()
    {
        { "LSTM(28, 128, batch_first=True)", new Lstm(28, 128) },
        { "LSTM(28, 128, num_layers=2, batch_first=True, dropout=0.25, bidirectional=True)", new Lstm(28, 128, 2, bidirectional: true, dropout: 0.25) },
        { "LSTM(3, 4, batch_first=True, dropout=0.5)", new Lstm(3, 4, dropout: 0.5) },
        { "GRU(28, 16, batch_first=True)", new Gru(28, 16) },
        { "RNN(28, 16, num_layers=3, batch_first=True, dropout=1e-05)", new Rnn(28, 16, 3, dropout: 1e-5) },
        { "Dropout(p=0.5, inplace=False)", new Dropout(0.5) },
        { "Dropout(p=1e-05, inplace=False)", new Dropout(1e-5) },
        { "VariationalDropout(p=0.3)", new VariationalDropout(0.3) },
        { "ReLU()", new Relu() },
        { "Tanh()", new Tanh() },
    };

    [Theory]
    [MemberData(nameof(Prints))]
    public void A_module_prints_as_in_PyTorch(string expected, Module module) => Assert.Equal(expected, module.ToString());

    [Theory]
    [InlineData(false, "h_n[-1]")]
    [InlineData(true, "torch.cat((h_n[-2], h_n[-1]), dim=1)")]
    public void Final_states_print_as_the_expression_that_reads_them(bool bidirectional, string expected)
    {
        FinalStates readout = new();
        readout.Infer(new Gru(28, 16, bidirectional: bidirectional).Infer(new FeatureShape(28, 28)));

        Assert.Equal(expected, readout.ToString());
    }

    public static TheoryData<Readout> Readouts => [new LastStep(), new FinalStates(), new MeanOverTime()];

    [Theory]
    [MemberData(nameof(Readouts))]
    public void A_model_prints_its_modules_and_not_its_readout(Readout readout)
    {
        using Model model = new(readout);

        Assert.Equal(
            "Model(\n  (gru): GRU(28, 16, num_layers=2, batch_first=True, dropout=0.5)\n  (dropout): Dropout(p=0.1, inplace=False)\n  (fc): "
                + "Linear(in_features=16, out_features=10, bias=True)\n)", model.ToString());
    }

    private sealed class Model : SequenceClassifier
    {
        public Model(Readout readout)
            : base(28, 28)
        {
            Add("gru", new Gru(28, 16, 2, dropout: 0.5));
            Add("dropout", new Dropout(0.1));
            Add("readout", readout);
            Add("fc", new Linear(16, 10));
        }
    }
}
