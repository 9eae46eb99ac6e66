using MnistLstm.Engine;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Modules.Losses;
using MnistLstm.Engine.Optimizers;

/// <summary>One small training to be repeated everywhere. Sizes are odd on purpose; all stay under 20 million FMAs.</summary>
internal sealed record Shape(
    string Name, int Steps, int Batch, int Samples, Func<IEnumerable<Module>> Modules, Func<ParameterSet, Optimizer> Optimizer)
{
    public const int InputSize = 28;

    /// <summary>What the outputs are judged by; of a loss of numbers the ten outputs have ten targets.</summary>
    public LossFunction Loss { get; init; } = LossFunction.CrossEntropy;

    /// <summary>The cross-entropy's label smoothing.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>The cross-entropy's class weights; null for none.</summary>
    public IReadOnlyList<double>? ClassWeights { get; init; }

    /// <summary>The largest magnitude of a gradient's element; 0 for none.</summary>
    public double ClipValue { get; init; }

    /// <summary>Bytes that the buffers may take; with few of them the steps are computed in blocks, and must have the bits of those that are not.</summary>
    public long Memory { get; init; } = long.MaxValue;

    /// <summary>How many steps are trained, where it is not one pass over the samples: each pass has an order of its own, and the last may end early.</summary>
    public int? TrainingSteps { get; init; }

    public static IReadOnlyList<Shape> All { get; } =
    [
        new("one unit, batch 1", 28, 1, 6, () => [new Lstm(InputSize, 1), new LastStep(), new Linear(1, 10)], Adam),
        new("5 units", 28, 3, 14, () => [new Lstm(InputSize, 5), new LastStep(), new Linear(5, 10)], Adam),
        new("2x19 units, softmax, partial batch", 28, 7, 25,
            () => [new Lstm(InputSize, 19, 1, bidirectional: true), new LastStep(), new Linear(38, 10), new Softmax()], Adam),
        new("33 units, 2 layers", 9, 6, 20, () => [new Lstm(InputSize, 33, 2), new LastStep(), new Linear(33, 10)], p => new AdamW(p, 0.01, 0.1)),
        new("2x16 units, 3 layers, final states", 5, 5, 18, () => [new Lstm(InputSize, 16, 3, bidirectional: true), new FinalStates(), new Linear(32, 10)],
            Adam),
        new("70 units, batch 13", 4, 13, 40, () => [new Lstm(InputSize, 70), new LastStep(), new Linear(70, 10)],
            p => new Sgd(p, 0.1, 0.9, nesterov: true, 0.001)),
        new("2x11 units, 2 layers, one step", 1, 8, 30,
            () => [new Lstm(InputSize, 11, 2, bidirectional: true), new LastStep(), new Linear(22, 10), new Softmax()], Adam),
        new("17 units, dropout, two passes and a half", 6, 8, 20, () => [new Lstm(InputSize, 17, 2, dropout: 0.3), new LastStep(), new Linear(17, 10)], Adam)
        {
            TrainingSteps = 8,
        },
        new("2x12 units, 2 layers, dropout", 6, 9, 30,
            () => [new Lstm(InputSize, 12, 2, bidirectional: true, dropout: 0.3), new LastStep(), new Linear(24, 10)], Adam),
        new("GRU, 2x21 units, 2 layers, dropout", 7, 6, 20,
            () => [new Gru(InputSize, 21, 2, bidirectional: true, dropout: 0.5), new LastStep(), new Linear(42, 10)], p => new RmsProp(p, 0.003, 0.9, 0.001)),
        new("GRU, 37 units, mean", 5, 4, 14, () => [new Gru(InputSize, 37), new MeanOverTime(), new Linear(37, 10), new Softmax()], Adam),
        new("RNN, 2x26 units, 2 layers", 11, 5, 19, () => [new Rnn(InputSize, 26, 2, bidirectional: true), new FinalStates(), new Linear(52, 10)],
            p => new RmsProp(p, 0.003)),
        new("gradients that vanish on the way", 400, 7, 14, () => [new Lstm(InputSize, 21), new LastStep(), new Linear(21, 10)], Adam),
        new("GRU, gradients that vanish between steps that ask for some", 300, 5, 10,
            () => [new Gru(InputSize, 18, 2), new LastStep(), new Linear(18, 10)], p => new Sgd(p, 0.1, 0.9)),
        new("2x11 units, 2 layers, dropout, 250 steps in blocks", 250, 5, 13,
            () => [new Lstm(InputSize, 11, 2, bidirectional: true, dropout: 0.2), new FinalStates(), new Linear(22, 10)], Adam) { Memory = 0 },
        new("GRU, 2x9 units, below an RNN, mean, 193 steps in blocks", 193, 4, 11,
            () => [new Gru(InputSize, 9, bidirectional: true), new Dropout(0.1), new Rnn(18, 7), new MeanOverTime(), new Linear(7, 10)],
            p => new RmsProp(p, 0.003)) { Memory = 0 },
        new("RNN, ReLU, 2x23 units, 2 layers, no biases", 9, 6, 20,
            () => [new Rnn(InputSize, 23, 2, bidirectional: true, relu: true, bias: false), new LastStep(), new Linear(46, 10)], Adam),
        new("stack, no biases", 6, 7, 21,
            () => [new Lstm(InputSize, 15, bidirectional: true, bias: false), new Gru(30, 9, 2, bias: false), new Rnn(9, 13, relu: true), new MeanOverTime(),
                new Linear(13, 10)], p => new RmsProp(p, 0.003)),
        new("stack, layer norms", 7, 8, 25,
            () => [new Lstm(InputSize, 19, bidirectional: true), new LayerNorm(38), new Gru(38, 11), new LayerNorm(11), new Dropout(0.2), new LastStep(),
                new Linear(11, 23), new LayerNorm(23), new Relu(), new Linear(23, 10)], Adam),
        new("stack, variational dropout", 7, 8, 25,
            () => [new VariationalDropout(0.1), new Lstm(InputSize, 19, bidirectional: true), new VariationalDropout(0.3), new Gru(38, 11, bidirectional: true),
                new VariationalDropout(0.5), new Dropout(0.2), new FinalStates(), new Linear(22, 10)], Adam),
        new("stack, variational dropout, 197 steps in blocks", 197, 5, 13,
            () => [new Rnn(InputSize, 13), new VariationalDropout(0.2), new Lstm(13, 7), new MeanOverTime(), new Linear(7, 10)],
            p => new RmsProp(p, 0.003)) { Memory = 0 },
        new("stack, LSTM below a GRU in both directions", 8, 7, 24,
            () => [new Lstm(InputSize, 13), new Dropout(0.2), new Gru(13, 9, bidirectional: true), new LastStep(), new Linear(18, 21), new Relu(),
                new Linear(21, 10)], Adam),
        new("stack, activations of sequences", 7, 5, 17,
            () => [new Rnn(InputSize, 22, bidirectional: true), new Relu(), new Lstm(44, 11, bidirectional: true), new Tanh(), new Dropout(0.4),
                new FinalStates(), new Linear(22, 10)], p => new RmsProp(p, 0.003)),
        new("stack, linear layers over time", 9, 12, 30,
            () => [new Linear(InputSize, 19), new Tanh(), new Gru(19, 17), new Linear(17, 23), new Relu(), new LastStep(), new Dropout(0.3),
                new Linear(23, 10)], Adam),
        new("13 units, amsgrad", 6, 7, 20, () => [new Rnn(InputSize, 13), new LastStep(), new Linear(13, 10)],
            p => new Adam(p, 0.01, 0.001, beta1: 0.4, beta2: 0.9, epsilon: 1e-5, amsgrad: true)),
        new("14 units, NAdam", 6, 7, 20, () => [new Gru(InputSize, 14), new LastStep(), new Linear(14, 10)], p => new NAdam(p, 0.01, 0.001)),
        new("15 units, Adagrad", 6, 7, 20, () => [new Rnn(InputSize, 15), new LastStep(), new Linear(15, 10)], p => new Adagrad(p, 0.02)),
        new("18 units, Adadelta", 6, 7, 20, () => [new Lstm(InputSize, 18), new LastStep(), new Linear(18, 10)], p => new Adadelta(p, 1, 0.001)),
        new("20 units, dampening", 6, 7, 20, () => [new Rnn(InputSize, 20), new LastStep(), new Linear(20, 10)], p => new Sgd(p, 0.1, 0.9, dampening: 0.3)),
        new("stack, scores of every step", 28, 9, 20, () => [new Dropout(0.1), new Lstm(InputSize, 7), new Linear(7, 10), new MeanOverTime()],
            p => new Sgd(p, 0.1, 0.9)),
        new("17 units, label smoothing", 6, 7, 24, () => [new Gru(InputSize, 17), new LastStep(), new Linear(17, 10)], Adam) { LabelSmoothing = 0.1 },
        new("16 units, class weights, label smoothing, clamped gradients", 6, 9, 32,
            () => [new Lstm(InputSize, 16), new LastStep(), new Linear(16, 10)], p => new Sgd(p, 0.1, 0.9))
        {
            LabelSmoothing = 0.25, ClassWeights = [0.3, 1.7, 2, 0.5, 1, 3, 0.1, 1.1, 0.7, 2.5], ClipValue = 0.003,
        },
        new("14 units, squared errors", 6, 7, 24, () => [new Lstm(InputSize, 14), new LastStep(), new Linear(14, 10)], Adam) { Loss = LossFunction.MseLoss },
        new("GRU, 2x9 units, absolute errors", 5, 5, 18, () => [new Gru(InputSize, 9, bidirectional: true), new FinalStates(), new Linear(18, 10)],
            p => new RmsProp(p, 0.003)) { Loss = LossFunction.L1Loss },
        new("RNN, 23 units, smooth absolute errors", 8, 11, 30, () => [new Rnn(InputSize, 23), new MeanOverTime(), new Linear(23, 10), new Tanh()], Adam)
        {
            Loss = LossFunction.SmoothL1Loss,
        },
    ];

    public SequenceClassifier Build() => new ShapedModel(this);

    private static Adam Adam(ParameterSet parameters) => new(parameters, learningRate: 0.01, weightDecay: 0.001);

    private sealed class ShapedModel : SequenceClassifier
    {
        public ShapedModel(Shape shape)
            : base(shape.Steps, Shape.InputSize)
        {
            int number = 0;
            foreach (Module module in shape.Modules())
            {
                Add($"module{number++}", module);
            }
        }
    }
}
