using System.Globalization;
using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Modules;
using MnistLstm.Runner.Results;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Runs;

/// <summary>What a run costs, from its spec alone: for the order of a sweep, and for what is quick enough to be trained whole in every test.</summary>
public static class WorkEstimate
{
    /// <summary>A run of at most this many floating-point operations is quick: well under a minute on two cores.</summary>
    public const double QuickLimit = 4e12;

    /// <summary>True when the whole run costs little.</summary>
    public static bool IsQuick(RunSpec spec, DatasetIdentity data) => Flops(spec, data) <= QuickLimit;

    /// <summary>The useful floating-point operations of the recurrent layers in training, all epochs together.</summary>
    public static double Flops(RunSpec spec, DatasetIdentity data) =>
        (double)OfSample(spec).Step * spec.TrainedSamples(data.TrainCount) * spec.Epochs;

    /// <summary>The useful operations of one image.</summary>
    /// <exception cref="ArgumentException">The spec names a cell of unknown cost.</exception>
    public static UsefulFlops OfSample(RunSpec spec)
    {
        if (!spec.HasModelBlock)
        {
            return OfFlat(spec);
        }

        using SequenceClassifier model = spec.CreateModel();
        return UsefulFlops.OfSample(model);
    }

    private static UsefulFlops OfFlat(RunSpec spec) => UsefulFlops.OfSample(
        ImageSet.ImageSize / Integer(spec, "input_size"),
        Integer(spec, "input_size"),
        Integer(spec, "hidden_size"),
        Integer(spec, "layers"),
        bidirectional: spec["direction"] == "bidirectional",
        onlyLastStep: spec["readout"] == "last",
        Gates(spec));

    private static int Gates(RunSpec spec) => spec["cell"] switch
    {
        "lstm" => 4,
        "gru" => 3,
        "rnn" => 1,
        string cell => throw new ArgumentException($"the cost of the cell '{cell}' of {spec.Name} is not known; add its gates here", nameof(spec)),
    };

    private static int Integer(RunSpec spec, string key) => int.Parse(spec[key], NumberStyles.None, CultureInfo.InvariantCulture);
}
