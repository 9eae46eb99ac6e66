using MnistLstm.Engine.Execution;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Predictions;

/// <summary>Sequences of zeros in a data set's place: a model's answer to a picture needs none of the data it was trained on.</summary>
internal static class BlankData
{
    /// <summary>As few as the run's spec can be cut from.</summary>
    public static Dataset For(RunSpec spec) =>
        new(spec.Dataset, Zeros(spec, spec.LeastTrainSamples), Zeros(spec, spec.TestSamples ?? 1), new string('0', 64));

    /// <summary>Whether a model cannot read even a picture without its data: it normalises by figures of the training part.</summary>
    public static bool NormalizesByTraining(RunSpec spec) =>
        spec.Settings.Any(setting => setting is { Key: SpecKeys.Normalize, Value: SpecWords.OfTraining });

    private static SequenceSet Zeros(RunSpec spec, int count)
    {
        byte[] values = new byte[count * spec.Data.Shape.Values];
        return spec.Data.Shape is { HasTargets: true, Targets: int width }
            ? new SequenceSet(values, new RealTargets(new float[count * width], width), spec.Data.Steps, spec.Data.Features)
            : new SequenceSet(values, new int[count], spec.Data.Steps, spec.Data.Features);
    }
}
