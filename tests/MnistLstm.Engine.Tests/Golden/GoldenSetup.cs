namespace MnistLstm.Engine.Tests.Golden;

/// <summary>A model with the shape of the batches it is given.</summary>
internal record GoldenSetup
{
    public required string Name { get; init; }

    public required long Seed { get; init; }

    public required int InputSize { get; init; }

    public required int BatchSize { get; init; }

    public required int Steps { get; init; }

    /// <summary>What the initial weights are multiplied by; a power of two, so that nothing is rounded.</summary>
    public required float Gain { get; init; }

    /// <summary>The modules, where the ones below do not say it: of a recurrent module, a readout and a linear layer.</summary>
    public IReadOnlyList<GoldenModule>? Stack { get; init; }

    public int HiddenSize { get; init; }

    public int Layers { get; init; } = 1;

    public bool Bidirectional { get; init; }

    public string Head { get; init; } = "linear";

    /// <summary><c>lstm</c>, <c>gru</c> or <c>rnn</c>.</summary>
    public string Cell { get; init; } = "lstm";

    /// <summary><c>last</c>, <c>final_states</c> or <c>mean</c>.</summary>
    public string Readout { get; init; } = "last";

    /// <summary>The probability of a zero between the layers.</summary>
    public double Dropout { get; init; }

    /// <summary>The probability of a zero between the layers and the readout.</summary>
    public double OutputDropout { get; init; }

    /// <summary>Whether a training pass draws random numbers.</summary>
    public bool Draws => Modules().Any(module => module.Draws);

    /// <summary>The modules from input to output.</summary>
    public IReadOnlyList<GoldenModule> Modules() => Stack ??
    [
        new GoldenModule(Cell, Cell, HiddenSize, Layers, Bidirectional, Dropout),
        .. OutputDropout > 0 ? [new GoldenModule("dropout", "dropout", P: OutputDropout)] : Array.Empty<GoldenModule>(),
        new GoldenModule("readout", Readout),
        new GoldenModule("fc", "linear", SyntheticBatch.Classes),
        .. Head switch
        {
            "softmax" => [new GoldenModule("softmax", "softmax")],
            "linear" => Array.Empty<GoldenModule>(),
            _ => throw new InvalidDataException($"{Name}: expected head linear or softmax, got {Head}"),
        },
    ];

    /// <summary>The inputs [B, T, I] of a batch.</summary>
    public float[] Inputs(int batch = 0) => SyntheticBatch.Inputs(batch, BatchSize, Steps, InputSize);

    /// <summary>The labels [B] of a batch.</summary>
    public int[] Labels(int batch = 0) => SyntheticBatch.Labels(batch, BatchSize);
}
