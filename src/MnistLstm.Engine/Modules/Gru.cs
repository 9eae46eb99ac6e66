using MnistLstm.Engine.Modules.Recurrence;

namespace MnistLstm.Engine.Modules;

/// <summary>
/// <c>nn.GRU(input_size, hidden_size, num_layers, batch_first=True, dropout=…, bidirectional=…)</c>, initial states zero:
/// [B, T, I] → [B, T, D·H], D being the number of directions. The weights' rows are those of the gates r, z, n.
/// </summary>
public sealed class Gru : Recurrent
{
    /// <summary>Creates the layers, their parameters not yet initialised.</summary>
    /// <param name="inputSize">I.</param>
    /// <param name="hiddenSize">H, of each direction.</param>
    /// <param name="numLayers">Layers on top of each other; each but the first reads the one below.</param>
    /// <param name="bidirectional">Whether each layer also reads the sequence backwards.</param>
    /// <param name="dropout">The probability of a zero in what a layer but the last puts out, in training; 0 ≤ p &lt; 1.</param>
    /// <param name="bias">Whether it has biases.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1, or no such probability.</exception>
    public Gru(int inputSize, int hiddenSize, int numLayers = 1, bool bidirectional = false, double dropout = 0, bool bias = true)
        : base("GRU", static (inputs, hidden) => new GruCell(inputs, hidden), inputSize, hiddenSize, numLayers, bidirectional, dropout, bias)
    {
    }
}
