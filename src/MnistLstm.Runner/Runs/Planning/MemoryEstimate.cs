using System.Globalization;
using MnistLstm.Engine.Modules;
using MnistLstm.Training;

namespace MnistLstm.Runner.Runs.Planning;

/// <summary>How much memory training a run takes beside its data, from its spec alone and rather too much than too little: for how many runs fit side by
/// side.</summary>
internal static class MemoryEstimate
{
    /// <summary>
    /// Of every parameter: value, gradient, two numbers of the optimizer's, two packed copies of the weights, a checkpoint being written, and what is
    /// given back late. Held against what runs take by benchmarks/memory.
    /// </summary>
    private const int NumbersOfParameter = 16;

    /// <summary>Of every unit, time step and sample beside its gates: output, gradient of the output, cell state, dropout mask.</summary>
    private const int NumbersOfUnit = 4;

    /// <summary>Threads, code and what else a run has whatever its size.</summary>
    private const long Base = 8L << 20;

    /// <summary>Bytes while the run is trained.</summary>
    public static long Bytes(RunSpec spec)
    {
        long batch = Integer(spec, "batch_size");
        return Base + (sizeof(float) * ((NumbersOfParameter * (long)spec.Parameters) + (batch * NumbersOfSample(spec))));
    }

    private static long NumbersOfSample(RunSpec spec)
    {
        if (spec.HasModelBlock)
        {
            using SequenceClassifier model = spec.CreateModel();
            long rows = model.Parameters.Where(parameter => parameter.Name.Contains("weight_hh", StringComparison.Ordinal))
                .Sum(weights => Numbers(weights.Shape[0], weights.Shape[1]));
            long outputs = model.Parameters.Where(parameter => !parameter.Name.Contains("_hh", StringComparison.Ordinal)).Sum(weights => 2L * weights.Shape[0]);
            return model.Steps * (rows + outputs + model.InputSize);
        }

        int hidden = Integer(spec, "hidden_size");
        int directions = Integer(spec, "layers") * (spec["direction"] == "bidirectional" ? 2 : 1);
        int input = spec.Network.Input.Features;
        return spec.Network.Input.Steps * (input + (directions * Numbers(Gates * hidden, hidden)));
    }

    /// <summary>Of a direction, a step and a sample: once for training, and as much again for gradients and the larger batches of an evaluation.</summary>
    private static long Numbers(int gateRows, int hidden) => 2 * (gateRows + (NumbersOfUnit * (long)hidden));

    /// <summary>The most that a cell has.</summary>
    private const int Gates = 4;

    private static int Integer(RunSpec spec, string key) => int.Parse(spec[key], NumberStyles.None, CultureInfo.InvariantCulture);
}
