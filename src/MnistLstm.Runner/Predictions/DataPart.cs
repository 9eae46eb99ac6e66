using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Loop;

namespace MnistLstm.Runner.Predictions;

/// <summary>The parts of a run's data, as its spec cuts them.</summary>
internal static class DataPart
{
    /// <summary>The word for the test part.</summary>
    public const string Test = "test";

    /// <summary>The words of <c>--on</c>.</summary>
    public static IReadOnlyList<string> Words { get; } = [Test, "validation", "train"];

    /// <summary>The samples of a part; null where the run holds none out.</summary>
    public static SequenceSet? Of(RunSpec spec, Dataset data, string part)
    {
        if (part == Test)
        {
            return spec.TestSamples is { } tested ? data.Test.Take(tested) : data.Test;
        }

        SequenceSet train = spec.TrainSamples is { } count ? data.Train.Take(count) : data.Train;
        (SequenceSet trained, SequenceSet? held) = HeldOut.Split(train, spec.HeldOutOf(train.Count), spec.ValidationSeed);
        return part == "train" ? trained : held;
    }
}
