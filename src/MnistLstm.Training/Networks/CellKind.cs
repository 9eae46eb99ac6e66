using System;
using System.Collections.Generic;
using System.Linq;

namespace MnistLstm.Training.Networks;

/// <summary>A kind of recurrent module.</summary>
/// <param name="Word">The spec's word for it, which is the module's name in the model, too: <c>lstm</c>.</param>
/// <param name="PyTorchClass">PyTorch's class: <c>LSTM</c>.</param>
/// <param name="Gates">G, the rows of a weight for each hidden unit.</param>
/// <param name="Target">What a weight's rows lead to, for the docs.</param>
public sealed record CellKind(string Word, string PyTorchClass, int Gates, string Target)
{
    /// <summary>Whether it hands on a cell state beside the hidden state: <c>output, (h_n, c_n)</c>.</summary>
    public bool HasCellState => Word == "lstm";

    /// <summary>Whether its nonlinearity can be chosen.</summary>
    public bool HasNonlinearity => Word == "rnn";

    /// <summary>The cells a spec can name.</summary>
    public static readonly IReadOnlyList<CellKind> All =
    [
        new("lstm", "LSTM", 4, "gates i, f, g, o"),
        new("gru", "GRU", 3, "gates r, z, n"),
        new("rnn", "RNN", 1, "hidden state"),
    ];

    /// <summary>The cell of a spec's word.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static CellKind Of(string word) =>
        All.FirstOrDefault(cell => cell.Word == word)
            ?? throw new ArgumentException($"there is no cell '{word}', only {string.Join(", ", All.Select(cell => cell.Word))}", nameof(word));
}
