using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Predictions;

/// <summary>Sequences of zeros in a data set's place: a model's answer to a picture needs none of the data it was trained on.</summary>
internal static class BlankData
{
    /// <summary>As few as the run's spec can be cut from.</summary>
    public static Dataset For(RunSpec spec) =>
        new(spec.Dataset, Zeros(spec, spec.LeastTrainSamples), Zeros(spec, spec.TestSamples ?? 1), new string('0', 64));

    private static SequenceSet Zeros(RunSpec spec,
        int count) => new(new byte[count * spec.Data.Shape.Values], new int[count], spec.Data.Steps, spec.Data.Features);
}
