using MnistLstm.Engine.Random;
using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Reference;

/// <summary>Tensors in double under PyTorch's state_dict names, flat and row-major: weights, or their gradients.</summary>
internal sealed class ReferenceWeights
{
    private readonly Dictionary<string, double[]> _tensors = [];

    public IEnumerable<string> Names => _tensors.Keys;

    public double[] this[string name]
    {
        get => _tensors.TryGetValue(name, out double[]? tensor) ? tensor : throw new KeyNotFoundException($"no tensor '{name}' among {string.Join(", ", Names)}");
        private set => _tensors[name] = value;
    }

    /// <summary>Zeros of the same names and sizes.</summary>
    public ReferenceWeights ZerosLike()
    {
        ReferenceWeights zeros = new();
        foreach ((string name, double[] tensor) in _tensors)
        {
            zeros[name] = new double[tensor.Length];
        }

        return zeros;
    }

    /// <summary>PyTorch's initial weights of a recurrent and a linear layer after <c>manual_seed</c>, times the setup's gain.</summary>
    public static ReferenceWeights Initial(GoldenSetup setup) => Initial(setup, new Mt19937(setup.Seed));

    /// <summary>The same, drawn from a generator that is seeded already.</summary>
    public static ReferenceWeights Initial(GoldenSetup setup, Mt19937 random)
    {
        ReferenceWeights weights = new();
        int directions = setup.Bidirectional ? 2 : 1;
        int features = setup.Features;
        for (int layer = 0; layer < setup.Layers; layer++)
        {
            foreach (string suffix in new[] { $"l{layer}", $"l{layer}_reverse" }.Take(directions))
            {
                int inputs = layer == 0 ? setup.InputSize : features;
                weights.Recurrent(random, setup, $"weight_ih_{suffix}", inputs);
                weights.Recurrent(random, setup, $"weight_hh_{suffix}", setup.HiddenSize);
                weights.Recurrent(random, setup, $"bias_ih_{suffix}", 1);
                weights.Recurrent(random, setup, $"bias_hh_{suffix}", 1);
            }
        }

        float[] weight = new float[SyntheticBatch.Classes * features];
        float[] bias = new float[SyntheticBatch.Classes];
        Initialization.LinearWeight(random, weight, features);
        Initialization.LinearBias(random, bias, features);
        weights["fc.weight"] = Widened(weight);
        weights["fc.bias"] = Widened(bias);
        foreach (double[] tensor in weights._tensors.Values)
        {
            for (int k = 0; k < tensor.Length; k++)
            {
                tensor[k] *= setup.Gain;
            }
        }

        return weights;
    }

    private void Recurrent(Mt19937 random, GoldenSetup setup, string name, int columns)
    {
        int gates = setup.Cell switch { "lstm" => 4, "gru" => 3, _ => 1 };
        float[] values = new float[gates * setup.HiddenSize * columns];
        Initialization.Recurrent(random, values, setup.HiddenSize);
        this[$"{setup.Cell}.{name}"] = Widened(values);
    }

    private static double[] Widened(float[] values) => [.. values.Select(v => (double)v)];
}
