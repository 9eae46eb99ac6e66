using System.Collections.Generic;
using System.Linq;
using MnistLstm.Training.Networks;

namespace MnistLstm.Generators.Parsing.Keys;

/// <summary>The modules that a spec's <c>model</c> can list, and the keys of the recurrent ones; the third part of the key table.</summary>
internal static class ModelKeys
{
    /// <summary>The most modules of a model.</summary>
    public const int MostModules = 32;

    public static readonly SpecKey Lstm = Recurrent(CellKind.Of("lstm"), "bilstm");

    public static readonly SpecKey Gru = Recurrent(CellKind.Of("gru"), "bigru");

    public static readonly SpecKey Rnn = Recurrent(CellKind.Of("rnn"), "birnn");

    public static readonly SpecKey Dropout =
        new("dropout", ValueKind.Float, "`nn.Dropout`, of a sequence or of features: the probability of dropping a value, in training.")
    {
        Range = KeyTable.Dropout.Range, AlsoCalled = ["drop"],
    };

    public static readonly SpecKey VariationalDropout = new("variational_dropout", ValueKind.Float,
        "Dropout of a sequence that drops the same features at every time step of a sample ([more](#variational-dropout)): the probability of that, in "
            + "training. Above the readout only.")
    {
        Range = KeyTable.Dropout.Range,
        AlsoCalled = ["locked_dropout", "lockdrop", "lock_drop", "lockeddropout", "variationaldropout", "variational", "input_variational_dropout",
            "rnn_dropout", "rnndropout", "spatial_dropout", "spatial_dropout1d", "spatialdropout1d", "dropouti", "dropouth"],
    };

    public static readonly SpecKey Readout = new("readout", ValueKind.Word,
        "What is read of a sequence: `output[:, -1, :]`, the last hidden state of each direction, or `output.mean(dim=1)`. Once in a model.")
    {
        Words = ReadoutModule.Words, AlsoCalled = ["pool", "pooling", "read"],
    };

    public static readonly SpecKey Linear = new("linear", ValueKind.Integer, "`nn.Linear` with so many outputs, of a sequence's steps or of features.")
    {
        Range = KeyTable.HiddenSize.Range, AlsoCalled = ["dense", "fc"],
    };

    public static readonly SpecKey LayerNorm =
        new("layer_norm", ValueKind.Nothing, "`nn.LayerNorm` of the features that come in, of a sequence's steps or of features.")
    {
        AlsoCalled = ["layernorm", "norm", "layer_normalization", "normalization"],
    };

    public static readonly SpecKey Relu = new("relu", ValueKind.Nothing, "`nn.ReLU`, of a sequence or of features.");

    public static readonly SpecKey Tanh = new("tanh", ValueKind.Nothing, "`nn.Tanh`, of a sequence or of features.");

    public static readonly SpecKey Softmax = new("softmax", ValueKind.Nothing, "`nn.Softmax` of features. The cross-entropy has one of its own.");

    /// <summary>The modules.</summary>
    public static readonly IReadOnlyList<SpecKey> Modules = [Lstm, Gru, Rnn, Dropout, VariationalDropout, Readout, Linear, LayerNorm, Relu, Tanh, Softmax];

    /// <summary>The words for them.</summary>
    public static readonly IReadOnlyList<string> Names = Modules.Select(module => module.Name).ToArray();

    /// <summary>The keys of any recurrent module; what they mean and may be is what the spec's own do.</summary>
    public static readonly IReadOnlyList<SpecKey> OfRecurrent =
        [KeyTable.HiddenSize, KeyTable.Direction, KeyTable.Layers, KeyTable.Dropout, KeyTable.Nonlinearity, KeyTable.Bias];

    /// <summary>The keys of one recurrent module.</summary>
    public static IReadOnlyList<SpecKey> Of(SpecKey recurrent) =>
        OfRecurrent.Where(key => key.Cells.Count == 0 || key.Cells.Contains(recurrent.Name)).ToArray();

    /// <summary>Whether a module is recurrent.</summary>
    public static bool IsRecurrent(SpecKey module) => module == Lstm || module == Gru || module == Rnn;

    private static SpecKey Recurrent(CellKind cell, string alsoCalled) =>
        new(cell.Word, ValueKind.Mapping, $"`nn.{cell.PyTorchClass}` with `batch_first=True`; the keys are those of the spec.")
        {
            Form = "keys with values, 'hidden_size' at least", AlsoCalled = [alsoCalled],
        };
}
