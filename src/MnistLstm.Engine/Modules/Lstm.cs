using MnistLstm.Engine.Modules.Recurrence;

namespace MnistLstm.Engine.Modules;

/// <summary>
/// <c>nn.LSTM(input_size, hidden_size, num_layers, batch_first=True, dropout=…, bidirectional=…)</c>, initial states zero:
/// [B, T, I] → [B, T, D·H], D being the number of directions. The weights' rows are those of the gates i, f, g, o.
/// </summary>
public sealed class Lstm : Recurrent
{
    /// <summary>Creates the layers, their parameters not yet initialised.</summary>
    /// <param name="inputSize">I.</param>
    /// <param name="hiddenSize">H, of each direction.</param>
    /// <param name="numLayers">Layers on top of each other; each but the first reads the one below.</param>
    /// <param name="bidirectional">Whether each layer also reads the sequence backwards.</param>
    /// <param name="dropout">The probability of a zero in what a layer but the last puts out, in training; 0 ≤ p &lt; 1.</param>
    /// <param name="bias">Whether it has biases.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1, or no such probability.</exception>
    public Lstm(int inputSize, int hiddenSize, int numLayers = 1, bool bidirectional = false, double dropout = 0, bool bias = true)
        : base("LSTM", static (inputs, hidden) => new LstmCell(inputs, hidden), inputSize, hiddenSize, numLayers, bidirectional, dropout, bias)
    {
    }

    // The second of the gates i, f, g, o.
    internal override void Reinitialize(Random.InitialDraws draws, InitialValues initial)
    {
        base.Reinitialize(draws, initial);
        foreach (Parameter bias in initial.ForgetBias is null ? [] : Parameters.Where(p => p.Shape.Count == 1))
        {
            bias.Values.Slice(HiddenSize, HiddenSize).Fill(DirectionParameters.IsInputBias(bias) ? (float)initial.ForgetBias!.Value : 0f);
        }
    }
}
