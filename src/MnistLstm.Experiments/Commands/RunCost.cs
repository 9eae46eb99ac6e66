using System.Globalization;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Experiments.Commands;

/// <summary>Roughly how much work a run is, to do the cheap ones first.</summary>
internal static class RunCost
{
    private const int InputSize = 28;

    /// <summary>Multiplications of the recurrent layers over all training samples and epochs; only good for putting runs in order.</summary>
    public static double Of(RunSpec spec)
    {
        double hidden = Number(spec, "hidden_size");
        int layers = (int)Number(spec, "layers");
        int directions = spec["direction"] == "bidirectional" ? 2 : 1;
        double samples = spec.TrainSamples ?? DatasetCatalog.Find(spec.Dataset)?.TrainCount ?? DatasetCatalog.Mnist.TrainCount;
        double perStep = Enumerable.Range(0, layers).Sum(layer => hidden * ((layer == 0 ? InputSize : hidden * directions) + hidden) * directions);
        return perStep * samples * spec.Epochs;
    }

    private static double Number(RunSpec spec, string key) => double.Parse(spec[key], CultureInfo.InvariantCulture);
}
