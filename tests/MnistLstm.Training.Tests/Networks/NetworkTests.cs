using MnistLstm.Engine.Modules;
using MnistLstm.Training.Networks;

namespace MnistLstm.Training.Tests.Networks;

public class NetworkTests
{
    private static NetworkBuilder Rows => new(steps: 28, inputSize: 28);

    [Fact]
    public void Both_kinds_of_dropout_are_named_in_one_row_and_said_apart()
    {
        Network network = Rows.VariationalDropout(0.25).Recurrent("lstm", 8).VariationalDropout(0.5).Dropout(0.1).Readout("last").Linear(10).Build();
        Assert.Equal(["dropout1", "lstm", "dropout2", "dropout3", "last", "fc"], network.Modules.Select(module => module.Name));
        Assert.Equal("[variational_dropout: 0.25, lstm: {hidden_size: 8}, variational_dropout: 0.5, dropout: 0.1, readout: last, linear: 10]", network.Yaml);
        Assert.Equal("VariationalDropout(p=0.25)", network.Modules[0].PyTorchLine);
        Assert.NotEqual(Rows.Dropout(0.5).Readout("last").Build(), Rows.VariationalDropout(0.5).Readout("last").Build());
    }

    [Fact]
    public void Modules_are_named_as_a_PyTorch_author_would()
    {
        Network network = Rows.Recurrent("lstm", 8).Dropout(0.1).Recurrent("gru", 4).Readout("mean").Linear(6).Relu().Dropout(0.2).Linear(10).Softmax().Build();
        Assert.Equal(["lstm", "dropout1", "gru", "mean", "fc1", "relu", "dropout2", "fc2", "softmax"], network.Modules.Select(module => module.Name));
    }

    [Fact]
    public void Each_module_reads_what_the_one_before_puts_out()
    {
        Network network = new NetworkBuilder(14, 56).Recurrent("lstm", 8, bidirectional: true).Tanh().Readout("last").Linear(10).Build();
        Assert.Equal(["[B, 14, 56]", "[B, 14, 16]", "[B, 14, 16]", "[B, 16]"], network.Modules.Select(module => module.Input.ToString()));
        Assert.Equal("[B, 10]", network.Output.ToString());
    }

    [Theory]
    [InlineData("lstm", 1, false)]
    [InlineData("gru", 2, true)]
    [InlineData("rnn", 3, true)]
    public void Parameters_have_the_names_and_shapes_that_the_engine_gives_them(string cell, int layers, bool bidirectional)
    {
        Network described = Rows.Recurrent(cell, 5, layers, bidirectional).Readout("last").Linear(10).Build();
        using Model model = new(described);
        Assert.Equal(
            model.Parameters.Select(parameter => (parameter.Name, string.Join(", ", parameter.Shape.ToArray()))),
            described.Parameters()
                .Select(parameter => (parameter.Name, parameter.Columns is int columns ? $"{parameter.Rows}, {columns}" : $"{parameter.Rows}")));
    }

    [Fact]
    public void Two_descriptions_are_equal_when_their_modules_are()
    {
        Assert.Equal(Rows.Recurrent("lstm", 8).Readout("last").Linear(10).Build(), Rows.Recurrent("lstm", 8, 1, false, 0).Readout("last").Linear(10).Build());
        Assert.NotEqual(Rows.Recurrent("lstm", 8).Readout("last").Linear(10).Build(), Rows.Recurrent("lstm", 8).Readout("mean").Linear(10).Build());
    }

    [Fact]
    public void The_spec_text_has_what_differs_from_the_defaults() => Assert.Equal(
        "[gru: {hidden_size: 8, direction: bidirectional, layers: 2, dropout: 0.25}, dropout: 1E-05, readout: last, linear: 10, softmax]",
        Rows.Recurrent("gru", 8, 2, true, .25).Dropout(0.00001).Readout("last").Linear(10).Softmax().Build().Yaml);

    [Theory]
    [InlineData("lstm", 1, false, 0, "LSTM(28, 8, batch_first=True)")]
    [InlineData("gru", 2, false, 0.25, "GRU(28, 8, num_layers=2, batch_first=True, dropout=0.25)")]
    [InlineData("rnn", 1, true, 0, "RNN(28, 8, batch_first=True, bidirectional=True)")]
    public void PyTorch_prints_of_a_recurrent_module_what_differs_from_its_defaults(string cell, int layers, bool bidirectional, double dropout, string line) =>
        Assert.Equal(line, Rows.Recurrent(cell, 8, layers, bidirectional, dropout).Build().Modules[0].PyTorchLine);

    [Fact]
    public void PyTorch_prints_the_other_modules_with_their_sizes() => Assert.Equal(
        ["Dropout(p=1e-05, inplace=False)", "Dropout(p=0.0, inplace=False)", "output[:, -1, :]", "Linear(in_features=28, out_features=10, bias=True)", "ReLU()",
            "Tanh()", "Softmax(dim=1)"],
        Rows.Dropout(0.00001).Dropout(0).Readout("last").Linear(10).Relu().Tanh().Softmax().Build().Modules.Select(module => module.PyTorchLine));

    [Theory]
    [InlineData(false, false, "h_n[-1]")]
    [InlineData(true, false, "torch.cat((h_n[-2], h_n[-1]), dim=1)")]
    [InlineData(false, true, "output[:, -1, :]")]
    [InlineData(true, true, "torch.cat((output[:, -1, :8], output[:, 0, 8:]), dim=1)")]
    public void Final_states_come_from_the_recurrent_module_or_where_another_follows_it_from_its_output(bool bidirectional, bool followed, string expression)
    {
        NetworkBuilder rows = Rows.Recurrent("lstm", 8, bidirectional: bidirectional);
        Assert.Equal(expression, (followed ? rows.Tanh() : rows).Readout("final_states").Build().Modules[^1].PyTorchLine);
    }

    [Fact]
    public void The_mean_is_of_all_steps() => Assert.Equal("output.mean(dim=1)", Rows.Readout("mean").Build().Modules[0].PyTorchLine);

    [Fact]
    public void Equal_descriptions_have_one_hash() =>
        Assert.Equal(Rows.Recurrent("lstm", 8).Build().GetHashCode(), Rows.Recurrent("lstm", 8).Build().GetHashCode());

    [Fact]
    public void A_network_without_modules_is_an_error() =>
        Assert.StartsWith("a network has one module at least", Assert.Throws<ArgumentException>(Rows.Build).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0.0, "0", "0.0")]
    [InlineData(0.1, "0.1", "0.1")]
    [InlineData(0.30000000000000004, "0.30000000000000004", "0.30000000000000004")]
    [InlineData(0.000025, "2.5E-05", "2.5e-05")]
    public void A_number_is_written_in_its_shortest_form_and_as_Python_reads_it(double value, string text, string python)
    {
        Assert.Equal(text, CanonicalNumber.Of(value));
        Assert.Equal(python, CanonicalNumber.Python(value));
    }

    [Fact]
    public void Minus_zero_is_written_as_zero() => Assert.Equal(("0", "0.0"), (CanonicalNumber.Of(-0.0), CanonicalNumber.Python(-0.0)));

    [Fact]
    public void A_cell_nobody_knows_is_an_error() => Assert.Contains("'lru'", Assert.Throws<ArgumentException>(() => Rows.Recurrent("lru", 8)).Message);

    [Fact]
    public void A_readout_nobody_knows_is_an_error() => Assert.Contains("'first'", Assert.Throws<ArgumentException>(() => Rows.Readout("first")).Message);

    private sealed class Model : SequenceClassifier
    {
        public Model(Network network) : base(network.Input.Steps, network.Input.Features)
        {
            RecurrentModule recurrent = network.Recurrent.Single();
            (int input, int hidden, int layers, bool both) = (recurrent.Input.Features, recurrent.HiddenSize, recurrent.NumLayers, recurrent.Bidirectional);
            Add(recurrent.Name, recurrent.Cell.Word switch
            {
                "lstm" => new Lstm(input, hidden, layers, both),
                "gru" => new Gru(input, hidden, layers, both),
                _ => (Recurrent)new Rnn(input, hidden, layers, both),
            });
            Add("last", new LastStep());
            Add("fc", new Linear(network.Modules[^1].Input.Features, 10));
        }
    }
}
