using MnistLstm.Engine.Random;

namespace MnistLstm.Engine.Modules;

/// <summary>
/// <c>nn.LSTM(input_size, hidden_size, num_layers, batch_first=True, bidirectional=…)</c>, initial states zero:
/// [B, T, I] → [B, T, D·H], D being the number of directions.
/// </summary>
public sealed class Lstm : Module
{
    private readonly LstmLayer[] _layers;
    private readonly Parameter[] _parameters;

    /// <summary>Creates the layer, its parameters not yet initialised.</summary>
    /// <param name="inputSize">I.</param>
    /// <param name="hiddenSize">H, of each direction.</param>
    /// <param name="numLayers">Layers on top of each other; each but the first reads the one below.</param>
    /// <param name="bidirectional">Whether each layer also reads the sequence backwards.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1.</exception>
    public Lstm(int inputSize, int hiddenSize, int numLayers = 1, bool bidirectional = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(hiddenSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(numLayers, 1);
        InputSize = inputSize;
        HiddenSize = hiddenSize;
        Bidirectional = bidirectional;
        _layers = new LstmLayer[numLayers];
        for (int layer = 0; layer < numLayers; layer++)
        {
            _layers[layer] = new LstmLayer(layer, layer == 0 ? inputSize : OutputSize, hiddenSize, bidirectional);
        }

        _parameters = [.. _layers.SelectMany(layer => layer.Parameters)];
    }

    /// <summary>I.</summary>
    public int InputSize { get; }

    /// <summary>H.</summary>
    public int HiddenSize { get; }

    /// <summary>Whether there are two directions.</summary>
    public bool Bidirectional { get; }

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

    /// <inheritdoc/>
    public override void Initialize(Mt19937 random)
    {
        foreach (Parameter p in _parameters)
        {
            Initialization.Recurrent(random, p.Values, HiddenSize);
        }
    }

    /// <summary>As PyTorch prints it: <c>LSTM(28, 128, batch_first=True)</c>.</summary>
    public override string ToString() =>
        $"LSTM({InputSize}, {HiddenSize}{(NumLayers > 1 ? $", num_layers={NumLayers}" : "")}, batch_first=True{(Bidirectional ? ", bidirectional=True" : "")})";

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (LstmLayer layer in _layers)
        {
            layer.Dispose();
        }

        base.Dispose();
    }

    internal override FeatureShape Infer(FeatureShape input) =>
        input.Steps == 0 ? throw new ArgumentException($"{this} reads a sequence [B, T, {InputSize}], got {input}", nameof(input))
        : input.Features != InputSize ? throw new ArgumentException($"{this} reads {InputSize} features a step, got {input}", nameof(input))
        : new FeatureShape(input.Steps, OutputSize);

    internal override Activation Prepare(Workspace workspace, Activation input, bool outputOnlyLastStep)
    {
        Activation current = input;
        foreach (LstmLayer layer in _layers)
        {
            current = layer.Prepare(workspace, current, outputOnlyLastStep && layer == _layers[^1]);
        }

        return current;
    }

    internal override void Forward(in Pass pass, int from, int to)
    {
        foreach (LstmLayer layer in _layers)
        {
            layer.Forward(pass, from, to);
        }
    }

    internal override void Backward(in Pass pass, int from, int to)
    {
        for (int layer = _layers.Length - 1; layer >= 0; layer--)
        {
            _layers[layer].Backward(pass, from, to);
        }
    }

    internal override void Gradient(in Pass pass, int part, int parts)
    {
        foreach (LstmLayer layer in _layers)
        {
            layer.Gradient(pass, part, parts);
        }
    }

    internal override void Pack(int part, int parts)
    {
        foreach (LstmLayer layer in _layers)
        {
            layer.Pack(part, parts);
        }
    }
}
