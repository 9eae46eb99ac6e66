using System.Collections.Generic;

namespace MnistLstm.Training.Networks;

/// <summary><c>nn.LSTM</c>, <c>nn.GRU</c> or <c>nn.RNN</c>: [B, T, I] to [B, T, D·H].</summary>
/// <param name="Input">A sequence of I features.</param>
/// <param name="Cell">The kind.</param>
/// <param name="HiddenSize">H, the hidden units of a layer and direction.</param>
/// <param name="NumLayers">Number of stacked layers.</param>
/// <param name="Bidirectional">Whether every layer also reads the sequence from its end.</param>
/// <param name="Dropout">The probability of dropping a value between two layers; 0 for none.</param>
/// <param name="Nonlinearity">Of an RNN's hidden state: <c>tanh</c> or <c>relu</c>; the other cells have their own.</param>
/// <param name="Bias">Whether it has the biases <c>bias_ih</c> and <c>bias_hh</c>.</param>
public sealed record RecurrentModule(
    TensorShape Input, CellKind Cell, int HiddenSize, int NumLayers, bool Bidirectional, double Dropout, string Nonlinearity = RecurrentModule.Tanh,
    bool Bias = true)
    : NetworkModule(Input)
{
    /// <summary>The nonlinearity that an RNN has if nothing else is said.</summary>
    public const string Tanh = "tanh";

    /// <summary>An RNN's other nonlinearity.</summary>
    public const string Relu = "relu";

    /// <summary>Whether it is an RNN with ReLU.</summary>
    public bool IsRelu => Nonlinearity == Relu;

    /// <inheritdoc/>
    public override string Stem => Cell.Word;

    /// <summary>D, the directions.</summary>
    public int Directions => Bidirectional ? 2 : 1;

    /// <inheritdoc/>
    public override TensorShape Output => new(Input.Steps, Directions * HiddenSize, Directions);

    /// <inheritdoc/>
    public override string Yaml =>
        $"{Cell.Word}: {{hidden_size: {HiddenSize}"
        + (Bidirectional ? ", direction: bidirectional" : "")
        + (NumLayers > 1 ? $", layers: {NumLayers}" : "")
        + (Dropout == 0 ? "" : $", dropout: {CanonicalNumber.Of(Dropout)}")
        + (IsRelu ? ", nonlinearity: relu" : "")
        + (Bias ? "" : ", bias: false")
        + "}";

    /// <inheritdoc/>
    public override string PyTorchLine =>
        $"{Cell.PyTorchClass}({Input.Features}, {HiddenSize}"
        + (NumLayers > 1 ? $", num_layers={NumLayers}" : "")
        + (IsRelu ? ", nonlinearity='relu'" : "")
        + (Bias ? "" : ", bias=False")
        + ", batch_first=True"
        + (Dropout == 0 ? "" : $", dropout={CanonicalNumber.Python(Dropout)}")
        + (Bidirectional ? ", bidirectional=True" : "")
        + ")";

    /// <summary>The parameters in PyTorch's order: by layer, in a layer by direction.</summary>
    public override IEnumerable<NetworkParameter> Parameters()
    {
        int rows = Cell.Gates * HiddenSize;
        for (int layer = 0; layer < NumLayers; layer++)
        {
            int inputs = layer == 0 ? Input.Features : Directions * HiddenSize;
            string source = layer == 0 ? "input" : $"layer {layer - 1}";
            for (int direction = 0; direction < Directions; direction++)
            {
                string suffix = $"l{layer}{(direction == 1 ? "_reverse" : "")}";
                string target = $"{Cell.Target}{(direction == 1 ? ", read from the last step" : "")}";
                yield return new NetworkParameter($"weight_ih_{suffix}", rows, inputs, $"{source} to {target}");
                yield return new NetworkParameter($"weight_hh_{suffix}", rows, HiddenSize, $"hidden state to {target}");
                if (!Bias)
                {
                    continue;
                }

                yield return new NetworkParameter($"bias_ih_{suffix}", rows, null, $"added with {source} to {target}");
                yield return new NetworkParameter($"bias_hh_{suffix}", rows, null, $"added with the hidden state to {target}");
            }
        }
    }
}
