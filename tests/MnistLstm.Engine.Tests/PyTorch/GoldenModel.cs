using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Random;
using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.PyTorch;

/// <summary>The engine's model of a golden setup, initialised from its seed; modules are named as in the scripts.</summary>
internal sealed class GoldenModel : SequenceClassifier
{
    public GoldenModel(GoldenSetup setup)
        : base(setup.Steps, setup.InputSize)
    {
        int features = setup.InputSize;
        foreach (GoldenModule module in setup.Modules())
        {
            Add(module.Name, Build(module, features));
            features = module.Features(features);
        }

        Random = new Mt19937(setup.Seed);
        Initialize(Random);
        foreach (ref float weight in Parameters.Values)
        {
            weight *= setup.Gain;
        }

        WeightsChanged();
    }

    /// <summary>The generator that initialised the model.</summary>
    public Mt19937 Random { get; }

    private static Module Build(GoldenModule m, int features) => m.Kind switch
    {
        "lstm" => new Lstm(features, m.Size, m.Layers, m.Bidirectional, m.P, m.Bias),
        "gru" => new Gru(features, m.Size, m.Layers, m.Bidirectional, m.P, m.Bias),
        "rnn" => new Rnn(features, m.Size, m.Layers, m.Bidirectional, m.P, m.Relu, m.Bias),
        "dropout" => new Dropout(m.P),
        "variational_dropout" => new VariationalDropout(m.P),
        "last" => new LastStep(),
        "final_states" => new FinalStates(),
        "mean" => new MeanOverTime(),
        "linear" => new Linear(features, m.Size),
        "layer_norm" => new LayerNorm(features),
        "relu" => new Relu(),
        "tanh" => new Tanh(),
        "softmax" => new Softmax(),
        _ => throw new InvalidDataException($"no module is known for '{m.Kind}'"),
    };
}
