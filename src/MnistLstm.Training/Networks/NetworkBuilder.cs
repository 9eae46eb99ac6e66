using System;
using System.Collections.Generic;
using System.Linq;

namespace MnistLstm.Training.Networks;

/// <summary>Describes a network from its input to its scores. Sizes are inferred: each module reads what the one before puts out.</summary>
/// <param name="steps">T, the time steps of what comes in.</param>
/// <param name="inputSize">I, the features of a step.</param>
public sealed class NetworkBuilder(int steps, int inputSize)
{
    private readonly List<NetworkModule> _modules = [];

    private NetworkInitialization? _initialization;

    private TensorShape Top => _modules.Count == 0 ? new TensorShape(steps, inputSize) : _modules[_modules.Count - 1].Output;

    /// <summary>Adds <c>nn.LSTM</c> or another recurrent module, with PyTorch's arguments.</summary>
    /// <param name="cell">The kind's word: <c>lstm</c>.</param>
    /// <param name="hiddenSize">H, the hidden units of a layer and direction.</param>
    /// <param name="numLayers">Stacked layers.</param>
    /// <param name="bidirectional">Whether every layer also reads the sequence from its end.</param>
    /// <param name="dropout">The probability of dropping a value between two layers; 0 for none.</param>
    /// <param name="nonlinearity">Of an <c>rnn</c>: <c>tanh</c> or <c>relu</c>.</param>
    /// <param name="bias">Whether it has biases.</param>
    /// <exception cref="ArgumentException">No cell of this word, or none that has this nonlinearity.</exception>
    public NetworkBuilder Recurrent(string cell, int hiddenSize, int numLayers = 1, bool bidirectional = false, double dropout = 0,
        string nonlinearity = RecurrentModule.Tanh, bool bias = true) =>
        nonlinearity == RecurrentModule.Tanh || (nonlinearity == RecurrentModule.Relu && CellKind.Of(cell).HasNonlinearity)
            ? Add(new RecurrentModule(Top, CellKind.Of(cell), hiddenSize, numLayers, bidirectional, dropout, nonlinearity, bias))
            : throw new ArgumentException($"the cell '{cell}' has no nonlinearity '{nonlinearity}'", nameof(nonlinearity));

    /// <summary>Adds <c>nn.Dropout</c>.</summary>
    /// <param name="p">The probability of a zero, in training.</param>
    public NetworkBuilder Dropout(double p) => Add(new DropoutModule(Top, p));

    /// <summary>Adds dropout of a sequence whose mask is the same at every time step.</summary>
    /// <param name="p">The probability of a zero, in training.</param>
    public NetworkBuilder VariationalDropout(double p) => Add(new VariationalDropoutModule(Top, p));

    /// <summary>Adds what is read of a sequence.</summary>
    /// <param name="word">The spec's word for it: <c>last</c>, <c>final_states</c>, <c>mean</c>.</param>
    /// <exception cref="ArgumentException">No readout of this word.</exception>
    public NetworkBuilder Readout(string word) => ReadoutModule.Words.Contains(word)
        ? Add(new ReadoutModule(Top, word, IsNext: _modules.LastOrDefault() is RecurrentModule))
        : throw new ArgumentException($"there is no readout '{word}'", nameof(word));

    /// <summary>Adds <c>nn.Linear</c>.</summary>
    /// <param name="outFeatures">The features that leave.</param>
    public NetworkBuilder Linear(int outFeatures) => Add(new LinearModule(Top, outFeatures));

    /// <summary>Adds <c>nn.LayerNorm</c>.</summary>
    public NetworkBuilder LayerNorm() => Add(new LayerNormModule(Top));

    /// <summary>Adds <c>nn.ReLU</c>.</summary>
    public NetworkBuilder Relu() => Add(new ReluModule(Top));

    /// <summary>Adds <c>nn.Tanh</c>.</summary>
    public NetworkBuilder Tanh() => Add(new TanhModule(Top));

    /// <summary>Adds <c>nn.Softmax(dim=1)</c>.</summary>
    public NetworkBuilder Softmax() => Add(new SoftmaxModule(Top));

    /// <summary>Says how parameters begin, each in a spec's words: <c>orthogonal</c>, <c>normal(0.01)</c>; null for as PyTorch's modules begin by
    /// themselves.</summary>
    /// <param name="weightIh">The recurrent modules' <c>weight_ih</c>.</param>
    /// <param name="weightHh">The recurrent modules' <c>weight_hh</c>.</param>
    /// <param name="linear">The linear layers' weights.</param>
    /// <param name="bias">The biases of recurrent modules and linear layers.</param>
    /// <param name="forgetBias">What an LSTM's forget gate begins with.</param>
    /// <exception cref="FormatException">There are no such words.</exception>
    public NetworkBuilder Initialize(string? weightIh = null, string? weightHh = null, string? linear = null, string? bias = null, double? forgetBias = null)
    {
        static WeightInit? Of(string? text) => text is null ? null : WeightInit.Parse(text);
        _initialization = new NetworkInitialization(Of(weightIh), Of(weightHh), Of(linear), Of(bias), forgetBias);
        return this;
    }

    /// <summary>The network, its modules named as a PyTorch author would: <c>lstm</c> for the only one of its kind, <c>fc1</c>, <c>fc2</c> for
    /// several.</summary>
    /// <exception cref="ArgumentException">No modules were added.</exception>
    public Network Build()
    {
        Dictionary<string, int> kinds = _modules.GroupBy(module => module.Stem).ToDictionary(kind => kind.Key, kind => kind.Count());
        Dictionary<string, int> numbers = [];
        return new Network(_modules.Select(module =>
        {
            numbers.TryGetValue(module.Stem, out int before);
            numbers[module.Stem] = before + 1;
            return module with { Name = kinds[module.Stem] == 1 ? module.Stem : $"{module.Stem}{before + 1}" };
        }), _initialization);
    }

    private NetworkBuilder Add(NetworkModule module)
    {
        _modules.Add(module);
        return this;
    }
}
