namespace MnistLstm.Engine.Tests.Golden;

/// <summary>One module of a golden model.</summary>
/// <param name="Name">Its name in the model.</param>
/// <param name="Kind"><c>lstm</c>, <c>gru</c>, <c>rnn</c>, <c>dropout</c>, <c>variational_dropout</c>, <c>last</c>, <c>final_states</c>, <c>mean</c>,
/// <c>linear</c>, <c>relu</c>, <c>tanh</c>, <c>softmax</c>, <c>layer_norm</c>.</param>
/// <param name="Size">Hidden units, or a linear layer's outputs.</param>
/// <param name="Layers">A recurrent module's layers.</param>
/// <param name="Bidirectional">Whether it has two directions.</param>
/// <param name="P">The probability of a zero: of a dropout, or between a recurrent module's layers.</param>
/// <param name="Relu">Whether an RNN's nonlinearity is ReLU.</param>
/// <param name="Bias">Whether a recurrent module has biases.</param>
internal sealed record GoldenModule(
    string Name, string Kind, int Size = 0, int Layers = 1, bool Bidirectional = false, double P = 0, bool Relu = false, bool Bias = true)
{
    public bool IsRecurrent => Kind is "lstm" or "gru" or "rnn";

    public bool IsReadout => Kind is "last" or "final_states" or "mean";

    public int Directions => Bidirectional ? 2 : 1;

    /// <summary>Whether a training pass draws random numbers.</summary>
    public bool Draws => P > 0 && (!IsRecurrent || Layers > 1);

    /// <summary>The features that leave.</summary>
    /// <param name="input">Those that come in.</param>
    public int Features(int input) => IsRecurrent ? Directions * Size : Kind == "linear" ? Size : input;
}
