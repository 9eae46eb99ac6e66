using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Predictions;

/// <summary>Black images in a data set's place: a model's answer to a picture needs none of the data it was trained on.</summary>
internal static class BlankData
{
    /// <summary>As few as the run's spec can be cut from.</summary>
    public static Dataset For(RunSpec spec) => new(spec.Dataset, Images(spec.TrainSamples ?? (spec.ValidationSamples + 1)), Images(spec.TestSamples ?? 1), new string('0', 64));

    private static ImageSet Images(int count) => new(new byte[count * ImageSet.ImageSize], new byte[count]);
}
