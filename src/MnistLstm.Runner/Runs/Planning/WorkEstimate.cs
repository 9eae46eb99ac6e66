using System.Globalization;
using MnistLstm.Engine.Modules;
using MnistLstm.Runner.Results;
using MnistLstm.Training;
using MnistLstm.Training.Networks;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Runs.Planning;

/// <summary>What a run costs, from its spec alone: for the order of a sweep, and for what is quick enough to be trained whole in every test.</summary>
internal static class WorkEstimate
{
    /// <summary>A run of at most this many floating-point operations is quick: well under a minute on two cores.</summary>
    public const double QuickLimit = 4e12;

    /// <summary>True when the whole run costs little.</summary>
    public static bool IsQuick(RunSpec spec, DatasetIdentity data) => Flops(spec, data) <= QuickLimit;

    /// <summary>The useful floating-point operations of the recurrent layers in training, all epochs together.</summary>
    public static double Flops(RunSpec spec, DatasetIdentity data) =>
        (double)OfSample(spec).Step * (spec.Steps is { } steps
            ? (double)steps * Math.Min(int.Parse(spec[SpecKeys.BatchSize], CultureInfo.InvariantCulture), spec.TrainedSamples(data.TrainCount))
            : (double)spec.TrainedSamples(data.TrainCount) * spec.Epochs);

    /// <summary>The useful operations of one image.</summary>
    public static UsefulFlops OfSample(RunSpec spec)
    {
        // What most runs are needs no model to be built, which a sweep of thousands would have to wait for.
        if (spec.Network.Modules is [RecurrentModule recurrent, ReadoutModule readout, LinearModule, ..])
        {
            return UsefulFlops.OfSample(
                recurrent.Input.Steps,
                recurrent.Input.Features,
                recurrent.HiddenSize,
                recurrent.NumLayers,
                recurrent.Bidirectional,
                onlyLastStep: readout.Word == ReadoutModule.Last,
                recurrent.Cell.Gates);
        }

        using SequenceClassifier model = spec.CreateModel();
        return UsefulFlops.OfSample(model);
    }
}
