using MnistLstm.Engine.Modules.Features;
using MnistLstm.Engine.Modules.Recurrence;
using MnistLstm.Engine.Random;

namespace MnistLstm.Engine.Modules;

/// <summary>
/// <c>nn.LSTM</c>, <c>nn.GRU</c> or <c>nn.RNN</c> with <c>batch_first=True</c>, initial states zero: [B, T, I] → [B, T, D·H], D being the
/// number of directions. They differ in their cell alone.
/// </summary>
public abstract class Recurrent : Module
{
    private readonly string _name;
    private readonly RecurrentLayer[] _layers;
    private readonly Dropout[] _dropouts;    // behind each layer but the last, or none at all
    private readonly Parameter[] _parameters;

    /// <param name="name">PyTorch's name of the class.</param>
    /// <param name="cell">Makes the cell of one direction of one layer, from its input size and its hidden size.</param>
    /// <param name="inputSize">I.</param>
    /// <param name="hiddenSize">H, of each direction.</param>
    /// <param name="numLayers">Layers on top of each other; each but the first reads the one below.</param>
    /// <param name="bidirectional">Whether each layer also reads the sequence backwards.</param>
    /// <param name="dropout">The probability of a zero in what a layer but the last puts out, in training.</param>
    /// <param name="bias">Whether it has biases.</param>
    private protected Recurrent(string name, Func<int, int, RecurrentCell> cell, int inputSize, int hiddenSize, int numLayers, bool bidirectional,
        double dropout, bool bias)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(hiddenSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(numLayers, 1);
        DropoutMask.ThrowIfNoProbability(dropout, nameof(dropout));
        _name = name;
        InputSize = inputSize;
        HiddenSize = hiddenSize;
        Bidirectional = bidirectional;
        Dropout = dropout;
        Bias = bias;
        _layers = new RecurrentLayer[numLayers];
        for (int layer = 0; layer < numLayers; layer++)
        {
            int inputs = layer == 0 ? inputSize : OutputSize;
            RecurrentCell[] cells = bidirectional ? [cell(inputs, hiddenSize), cell(inputs, hiddenSize)] : [cell(inputs, hiddenSize)];
            _layers[layer] = new RecurrentLayer(layer, cells, bias);
        }

        _dropouts = new Dropout[dropout == 0 ? 0 : numLayers - 1];
        for (int below = 0; below < _dropouts.Length; below++)
        {
            _dropouts[below] = new Dropout(dropout);
        }

        _parameters = [.. _layers.SelectMany(layer => layer.Parameters)];
    }

    /// <summary>I.</summary>
    public int InputSize { get; }

    /// <summary>H.</summary>
    public int HiddenSize { get; }

    /// <summary>Whether there are two directions.</summary>
    public bool Bidirectional { get; }

    /// <summary>The probability of a zero between layers, in training.</summary>
    public double Dropout { get; }

    /// <summary>Whether there are biases; without them the chains begin with +0.</summary>
    public bool Bias { get; }

    /// <summary>Number of layers.</summary>
    public int NumLayers => _layers.Length;

    /// <summary>D·H, the features that leave.</summary>
    public int OutputSize => Bidirectional ? 2 * HiddenSize : HiddenSize;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => _parameters;

    /// <summary>The parameter of a PyTorch name: <c>weight_ih_l0_reverse</c>.</summary>
    /// <exception cref="KeyNotFoundException">No parameter has that name.</exception>
    public Parameter this[string name] =>
        Array.Find(_parameters, p => p.Name == name || p.Name.EndsWith("." + name, StringComparison.Ordinal))
        ?? throw new KeyNotFoundException($"{this} has no parameter '{name}'; it has {string.Join(", ", _parameters.Select(p => p.Name))}");

    internal override void Free()
    {
        foreach (RecurrentLayer layer in _layers)
        {
            layer.Dispose();
        }

        foreach (Dropout dropout in _dropouts)
        {
            dropout.Free();
        }
    }

    internal override bool Draws => _dropouts.Length > 0;

    internal override long DrawsPerSample => _dropouts.Sum(dropout => dropout.DrawsPerSample);

    /// <inheritdoc/>
    public override void Initialize(Mt19937 random)
    {
        foreach (Parameter p in _parameters)
        {
            Initialization.Recurrent(random, p.Values, HiddenSize);
        }
    }

    internal override void Reinitialize(InitialDraws draws, InitialValues initial)
    {
        foreach (Parameter p in _parameters)
        {
            Initializer? initializer = p.Shape.Count == 1 ? initial.Bias : DirectionParameters.IsInputWeight(p) ? initial.WeightIh : initial.WeightHh;
            initializer?.Fill(p, draws);
        }
    }

    /// <summary>As PyTorch prints it: <c>LSTM(28, 128, batch_first=True)</c>.</summary>
    public override string ToString() =>
        $"{_name}({InputSize}, {HiddenSize}{(NumLayers > 1 ? $", num_layers={NumLayers}" : "")}{PrintedKind}{(Bias ? "" : ", bias=False")}, "
            + $"batch_first=True{(Dropout != 0 ? $", dropout={Modules.Dropout.Print(Dropout)}" : "")}{(Bidirectional ? ", bidirectional=True" : "")})";

    private protected virtual string PrintedKind => "";

    internal override FeatureShape Infer(FeatureShape input)
    {
        if (input.Steps == 0)
        {
            throw new ArgumentException($"{this} reads a sequence [B, T, {InputSize}], got {input}", nameof(input));
        }

        if (input.Features != InputSize)
        {
            throw new ArgumentException($"{this} reads {InputSize} features a step, got {input}", nameof(input));
        }

        FeatureShape output = new(input.Steps, OutputSize, Bidirectional ? 2 : 1);
        foreach (Dropout dropout in _dropouts)
        {
            dropout.Infer(output);
        }

        return output;
    }

    internal override UsefulFlops Flops(FeatureShape input, StepsRead read, bool inputGradient)
    {
        int gates = _layers[0].Gates;
        UsefulFlops own = UsefulFlops.OfSample(input.Steps, InputSize, HiddenSize, NumLayers, Bidirectional, read == StepsRead.Last, gates);

        // The gradient of the first layer's input, which only another module below asks for.
        long steps = input.Steps * (Bidirectional ? 2 : 1) - (Bidirectional && NumLayers == 1 && read == StepsRead.Last ? input.Steps - 1 : 0);
        return inputGradient ? own with { Backward = own.Backward + (2L * gates * HiddenSize * InputSize * steps) } : own;
    }

    internal override FeatureBuffer Prepare(Workspace workspace, FeatureBuffer input, StepsRead read)
    {
        FeatureBuffer current = input;
        for (int layer = 0; layer < _layers.Length; layer++)
        {
            current = _layers[layer].Prepare(workspace, current, layer == _layers.Length - 1 ? read : StepsRead.All);
            if (layer < _dropouts.Length)
            {
                current = _dropouts[layer].Prepare(workspace, current, StepsRead.All);
            }
        }

        return current;
    }

    internal override void BeginBatch(Mt19937 random, in Pass pass)
    {
        foreach (Dropout dropout in _dropouts)
        {
            dropout.BeginBatch(random, pass);
        }
    }

    internal override void Forward(in Pass pass, int from, int to)
    {
        for (int layer = 0; layer < _layers.Length; layer++)
        {
            _layers[layer].Forward(pass, from, to);
            if (layer < _dropouts.Length)
            {
                _dropouts[layer].Forward(pass, from, to);
            }
        }
    }

    internal override void Backward(in Pass pass, int from, int to)
    {
        for (int layer = _layers.Length - 1; layer >= 0; layer--)
        {
            if (layer < _dropouts.Length)
            {
                _dropouts[layer].Backward(pass, from, to);
            }

            _layers[layer].Backward(pass, from, to);
        }
    }

    internal override void Gradient(in Pass pass, int part, int parts, ITeam team)
    {
        foreach (RecurrentLayer layer in _layers)
        {
            layer.Gradient(pass, part, parts, team);
        }
    }

    internal override void Pack(int part, int parts)
    {
        foreach (RecurrentLayer layer in _layers)
        {
            layer.Pack(part, parts);
        }
    }
}
