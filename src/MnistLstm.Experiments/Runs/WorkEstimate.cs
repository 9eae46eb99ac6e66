using System.Globalization;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Experiments.Runs;

/// <summary>What a run costs, from its spec alone: for the order of a sweep, and for what is quick enough to be trained whole in every test.</summary>
public static class WorkEstimate
{
    /// <summary>A run of at most this many floating-point operations is quick: well under a minute on two cores.</summary>
    public const double QuickLimit = 4e12;

    /// <summary>True when the whole run costs little.</summary>
    public static bool IsQuick(RunSpec spec, DatasetIdentity data) => Flops(spec, data) <= QuickLimit;

    /// <summary>
    /// The useful floating-point operations of the recurrent layers in training. A sample costs, in each layer and direction,
    /// 2·G·T·H·(2·(I + H) + H): gates forward, weight gradients, and the hidden state's gradient; layers above the first need their input's
    /// gradient too, 2·G·T·H·I. G is the cell's gates (4 of an LSTM, 3 of a GRU, 1 of an RNN), T 28 time steps, H the hidden size, I the layer's inputs.
    /// </summary>
    /// <exception cref="ArgumentException">The spec names a cell that is none of these.</exception>
    public static double Flops(RunSpec spec, DatasetIdentity data)
    {
        double hidden = Integer(spec, "hidden_size");
        int directions = spec["direction"] == "bidirectional" ? 2 : 1;
        double perPair = 2.0 * Gates(spec) * ImageSet.Rows;
        double sample = 0;
        for (int layer = 0; layer < Integer(spec, "layers"); layer++)
        {
            double inputs = layer == 0 ? ImageSet.Columns : hidden * directions;
            double inputGradient = layer == 0 ? 0 : inputs;
            sample += directions * perPair * hidden * ((2 * (inputs + hidden)) + hidden + inputGradient);
        }

        return sample * (spec.TrainSamples ?? data.TrainCount) * spec.Epochs;
    }

    private static int Gates(RunSpec spec) => spec["cell"] switch
    {
        "lstm" => 4,
        "gru" => 3,
        "rnn" => 1,
        string cell => throw new ArgumentException($"the cost of the cell '{cell}' of {spec.Name} is not known; add its gates here", nameof(spec)),
    };

    private static int Integer(RunSpec spec, string key) => int.Parse(spec[key], NumberStyles.None, CultureInfo.InvariantCulture);
}
