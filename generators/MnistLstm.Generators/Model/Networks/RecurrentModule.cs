using System.Collections.Generic;
using System.Linq;

namespace MnistLstm.Generators.Model.Networks;

/// <summary><c>nn.LSTM</c>, <c>nn.GRU</c> or <c>nn.RNN</c>: [B, T, I] to [B, T, D·H].</summary>
/// <param name="Input">A sequence of I features.</param>
/// <param name="Cell">The kind.</param>
/// <param name="HiddenSize">H, the hidden units of a layer and direction.</param>
/// <param name="Layers">Number of stacked layers.</param>
/// <param name="Bidirectional">Whether every layer also reads the sequence from its end.</param>
/// <param name="Dropout">The dropout between layers; null for none.</param>
internal sealed record RecurrentModule(FeatureShape Input, RecurrentCell Cell, int HiddenSize, int Layers, bool Bidirectional, Probability? Dropout)
    : ModelModule(Input)
{
    /// <inheritdoc/>
    public override string Stem => Cell.Word;

    /// <summary>D, the directions.</summary>
    public int Directions => Bidirectional ? 2 : 1;

    /// <inheritdoc/>
    public override FeatureShape Output => new(Input.Steps, Directions * HiddenSize, Directions);

    /// <inheritdoc/>
    public override string Yaml =>
        $"{Cell.Word}: {{hidden_size: {HiddenSize}"
        + (Bidirectional ? ", direction: bidirectional" : "")
        + (Layers > 1 ? $", layers: {Layers}" : "")
        + (Dropout is null ? "" : $", dropout: {Dropout.Canonical}")
        + "}";

    /// <inheritdoc/>
    public override string PyTorchLine =>
        $"{Cell.PyTorchClass}({Input.Features}, {HiddenSize}"
        + (Layers > 1 ? $", num_layers={Layers}" : "")
        + ", batch_first=True"
        + (Dropout is null ? "" : $", dropout={Dropout.Python}")
        + (Bidirectional ? ", bidirectional=True" : "")
        + ")";

    /// <inheritdoc/>
    public override long ParameterCount => Parameters().Sum(parameter => (long)parameter.Rows * (parameter.Columns ?? 1));

    /// <summary>The parameters in PyTorch's order: by layer, in a layer by direction.</summary>
    public IEnumerable<RecurrentParameter> Parameters()
    {
        int rows = Cell.Gates * HiddenSize;
        for (int layer = 0; layer < Layers; layer++)
        {
            int inputs = layer == 0 ? Input.Features : Directions * HiddenSize;
            string source = layer == 0 ? "input" : $"layer {layer - 1}";
            for (int direction = 0; direction < Directions; direction++)
            {
                string suffix = $"l{layer}{(direction == 1 ? "_reverse" : "")}";
                string target = $"{Cell.Target}{(direction == 1 ? ", read from the last step" : "")}";
                yield return new RecurrentParameter($"weight_ih_{suffix}", rows, inputs, $"{source} to {target}");
                yield return new RecurrentParameter($"weight_hh_{suffix}", rows, HiddenSize, $"hidden state to {target}");
                yield return new RecurrentParameter($"bias_ih_{suffix}", rows, null, $"added with {source} to {target}");
                yield return new RecurrentParameter($"bias_hh_{suffix}", rows, null, $"added with the hidden state to {target}");
            }
        }
    }
}
