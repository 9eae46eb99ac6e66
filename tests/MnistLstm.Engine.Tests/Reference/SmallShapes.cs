using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Reference;

/// <summary>Shapes small enough to differentiate by definition, chosen to meet every structure: layers, directions, heads, single steps and units.</summary>
internal static class SmallShapes
{
    public static IReadOnlyList<GoldenSetup> All { get; } =
    [
        Setup("one of everything", inputSize: 1, hiddenSize: 1, layers: 1, bidirectional: false, "linear", batchSize: 1, steps: 1),
        Setup("two directions over one step", inputSize: 3, hiddenSize: 2, layers: 1, bidirectional: true, "linear", batchSize: 2, steps: 1),
        Setup("three steps", inputSize: 4, hiddenSize: 3, layers: 1, bidirectional: false, "linear", batchSize: 3, steps: 3),
        Setup("two directions, softmax", inputSize: 2, hiddenSize: 3, layers: 1, bidirectional: true, "softmax", batchSize: 2, steps: 4),
        Setup("two layers", inputSize: 3, hiddenSize: 4, layers: 2, bidirectional: false, "softmax", batchSize: 5, steps: 3),
        Setup("three layers in both directions", inputSize: 2, hiddenSize: 2, layers: 3, bidirectional: true, "linear", batchSize: 3, steps: 5),
        Setup("more units than a vector", inputSize: 3, hiddenSize: 9, layers: 1, bidirectional: true, "linear", batchSize: 2, steps: 2),
        Setup("a whole row of pixels", inputSize: 28, hiddenSize: 2, layers: 1, bidirectional: false, "linear", batchSize: 7, steps: 28),
        Setup("gru, one of everything", inputSize: 1, hiddenSize: 1, layers: 1, bidirectional: false, "linear", batchSize: 1, steps: 1) with { Cell = "gru" },
        Setup("gru, two layers in both directions", inputSize: 3, hiddenSize: 3, layers: 2, bidirectional: true, "softmax", batchSize: 3, steps: 4) with {
            Cell = "gru" },
        Setup("rnn, one of everything", inputSize: 1, hiddenSize: 1, layers: 1, bidirectional: false, "linear", batchSize: 1, steps: 1) with { Cell = "rnn" },
        Setup("rnn, two layers in both directions", inputSize: 3, hiddenSize: 3, layers: 2, bidirectional: true, "softmax", batchSize: 3, steps: 4) with {
            Cell = "rnn" },
        Setup("final states", inputSize: 3, hiddenSize: 3, layers: 2, bidirectional: true, "linear", batchSize: 2, steps: 4) with { Readout = "final_states" },
        Setup("final states of a gru", inputSize: 3, hiddenSize: 9, layers: 1, bidirectional: true, "linear", batchSize: 2, steps: 3) with { Cell = "gru",
            Readout = "final_states" },
        Setup("mean", inputSize: 3, hiddenSize: 3, layers: 1, bidirectional: true, "linear", batchSize: 2, steps: 4) with { Readout = "mean" },
        Setup("mean of a gru", inputSize: 3, hiddenSize: 3, layers: 2, bidirectional: true, "linear", batchSize: 2, steps: 4) with { Cell = "gru",
            Readout = "mean" },
        Setup("dropout", inputSize: 3, hiddenSize: 4, layers: 3, bidirectional: true, "linear", batchSize: 3, steps: 4) with { Dropout = 0.4 },
        Setup("dropout behind the layers", inputSize: 3, hiddenSize: 4, layers: 1, bidirectional: true, "linear", batchSize: 3, steps: 4) with {
            OutputDropout = 0.4, Readout = "final_states" },
        Stack("two modules, the upper one in both directions", R("lstm", "lstm", 3), R("rnn", "rnn", 2, bidirectional: true), M("last"), Linear("fc", 10)),
        Stack("two of a kind", R("gru1", "gru", 3, bidirectional: true), R("gru2", "gru", 2, layers: 2, p: 0.3), M("mean"), Linear("fc", 10)),
        Stack("dropouts everywhere", Drop("dropout1"), R("lstm", "lstm", 3, bidirectional: true), M("tanh"), Drop("dropout2"), M("final_states"),
            Linear("fc1", 6), M("relu"), Drop("dropout3"), Linear("fc2", 10)),
        Stack("linear layers over time", Linear("fc1", 3), M("tanh1"), R("lstm", "lstm", 3), Linear("fc2", 6), M("tanh2"), Drop("dropout"), M("last"),
            Linear("fc3", 10)),
        Stack("relu, two layers in both directions, no biases",
            R("rnn", "rnn", 5, layers: 2, bidirectional: true) with { Relu = true, Bias = false }, M("last"), Linear("fc", 10)),
        Stack("no biases", R("lstm", "lstm", 3, bidirectional: true) with { Bias = false }, R("gru", "gru", 3, layers: 2) with { Bias = false },
            R("rnn", "rnn", 4) with { Relu = true }, M("mean"), Linear("fc", 10)),
        Stack("layer norms", Linear("fc1", 7), M("layer_norm1"), R("lstm", "lstm", 4, bidirectional: true), M("last"), Linear("fc2", 6), M("layer_norm2"),
            M("relu"), Linear("fc3", 10)),
        Stack("nothing recurrent", M("relu"), M("mean"), Linear("fc1", 5), M("softmax"), Linear("fc2", 10), M("tanh")),
    ];

    public static IEnumerable<object[]> Names => All.Select(s => new object[] { s.Name });

    public static GoldenSetup Of(string name) => All.Single(s => s.Name == name);

    private static GoldenSetup Stack(string name, params GoldenModule[] modules) => new()
    {
        Name = name,
        Seed = 18,
        InputSize = 3,
        BatchSize = 3,
        Steps = 4,
        Gain = 1,
        Stack = modules,
    };

    private static GoldenModule R(string name, string kind, int size, int layers = 1, bool bidirectional = false,
        double p = 0) => new(name, kind, size, layers, bidirectional, p);

    private static GoldenModule Drop(string name) => new(name, "dropout", P: 0.3);

    private static GoldenModule Linear(string name, int size) => new(name, "linear", size);

    private static GoldenModule M(string name) => new(name, name.TrimEnd('1', '2'));

    private static GoldenSetup Setup(string name, int inputSize, int hiddenSize, int layers, bool bidirectional, string head, int batchSize, int steps) => new()
    {
        Name = name,
        Seed = 17,
        InputSize = inputSize,
        HiddenSize = hiddenSize,
        Layers = layers,
        Bidirectional = bidirectional,
        Head = head,
        BatchSize = batchSize,
        Steps = steps,
        Gain = 1,
    };
}
