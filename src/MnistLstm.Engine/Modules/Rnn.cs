using MnistLstm.Engine.Modules.Recurrence;

namespace MnistLstm.Engine.Modules;

/// <summary>
/// <c>nn.RNN(input_size, hidden_size, num_layers, batch_first=True, dropout=…, bidirectional=…)</c>, initial states zero:
/// [B, T, I] → [B, T, D·H], D being the number of directions. The nonlinearity is tanh, or ReLU.
/// </summary>
public sealed class Rnn : Recurrent
{
    /// <summary>Creates the layers, their parameters not yet initialised.</summary>
    /// <param name="inputSize">I.</param>
    /// <param name="hiddenSize">H, of each direction.</param>
    /// <param name="numLayers">Layers on top of each other; each but the first reads the one below.</param>
    /// <param name="bidirectional">Whether each layer also reads the sequence backwards.</param>
    /// <param name="dropout">The probability of a zero in what a layer but the last puts out, in training; 0 ≤ p &lt; 1.</param>
    /// <param name="relu">Whether the hidden state is a ReLU's, <c>nonlinearity='relu'</c>, and not a tanh's.</param>
    /// <param name="bias">Whether it has biases.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1, or no such probability.</exception>
    public Rnn(int inputSize, int hiddenSize, int numLayers = 1, bool bidirectional = false, double dropout = 0, bool relu = false, bool bias = true)
        : base("RNN", (inputs, hidden) => new RnnCell(inputs, hidden, relu), inputSize, hiddenSize, numLayers, bidirectional, dropout, bias) =>
        Relu = relu;

    /// <summary>Whether the nonlinearity is ReLU.</summary>
    public bool Relu { get; }

    private protected override string PrintedKind => Relu ? ", nonlinearity='relu'" : "";
}
