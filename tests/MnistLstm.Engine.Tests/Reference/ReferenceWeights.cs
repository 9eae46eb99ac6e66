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
        get => _tensors.TryGetValue(name, out double[]? tensor) ? tensor
            : throw new KeyNotFoundException($"no tensor '{name}' among {string.Join(", ", Names)}");
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

    /// <summary>PyTorch's initial weights of the setup's modules after <c>manual_seed</c>, times the setup's gain.</summary>
    public static ReferenceWeights Initial(GoldenSetup setup) => Initial(setup, new Mt19937(setup.Seed));

    /// <summary>The same, drawn from a generator that is seeded already.</summary>
    public static ReferenceWeights Initial(GoldenSetup setup, Mt19937 random)
    {
        ReferenceWeights weights = new();
        int features = setup.InputSize;
        foreach (GoldenModule module in setup.Modules())
        {
            if (module.IsRecurrent)
            {
                weights.AddRecurrent(random, module, features);
            }
            else if (module.Kind == "linear")
            {
                weights.AddLinear(random, module, features);
            }
            else if (module.Kind == "layer_norm")
            {
                weights[$"{module.Name}.weight"] = [.. Enumerable.Repeat(1.0, features)];
                weights[$"{module.Name}.bias"] = new double[features];
            }

            features = module.Features(features);
        }

        foreach (double[] tensor in weights._tensors.Values)
        {
            for (int k = 0; k < tensor.Length; k++)
            {
                tensor[k] *= setup.Gain;
            }
        }

        return weights;
    }

    private void AddRecurrent(Mt19937 random, GoldenModule module, int inputSize)
    {
        int gates = module.Kind switch { "lstm" => 4, "gru" => 3, _ => 1 };
        for (int layer = 0; layer < module.Layers; layer++)
        {
            foreach (string suffix in new[] { $"l{layer}", $"l{layer}_reverse" }.Take(module.Directions))
            {
                int inputs = layer == 0 ? inputSize : module.Directions * module.Size;
                (string, int)[] tensors = [("weight_ih", inputs), ("weight_hh", module.Size), ("bias_ih", 1), ("bias_hh", 1)];
                foreach ((string name, int columns) in tensors.Take(module.Bias ? 4 : 2))
                {
                    float[] values = new float[gates * module.Size * columns];
                    Initialization.Recurrent(random, values, module.Size);
                    this[$"{module.Name}.{name}_{suffix}"] = Widened(values);
                }
            }
        }
    }

    private void AddLinear(Mt19937 random, GoldenModule module, int inputSize)
    {
        float[] weight = new float[module.Size * inputSize];
        float[] bias = new float[module.Size];
        Initialization.LinearWeight(random, weight, inputSize);
        Initialization.LinearBias(random, bias, inputSize);
        this[$"{module.Name}.weight"] = Widened(weight);
        this[$"{module.Name}.bias"] = Widened(bias);
    }

    private static double[] Widened(float[] values) => [.. values.Select(v => (double)v)];
}
