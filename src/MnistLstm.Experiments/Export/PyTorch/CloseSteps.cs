using System.Globalization;
using MnistLstm.Training;

namespace MnistLstm.Experiments.Export.PyTorch;

/// <summary>
/// For how many training steps two float32 libraries stay together. They add in different orders, and training drives that rounding
/// apart, the faster the larger the steps; from then on a difference says nothing. Measured with PyTorch 1.13 in float32 against float64,
/// seven networks, on the embedded digits: 1e-5 was first passed at the earliest after 0.15 / learning rate steps of Adam, 12 / rate of SGD
/// and 0.013 / rate of RMSprop, where rate is learning rate / (1 - momentum).
/// </summary>
internal static class CloseSteps
{
    /// <summary>How far the losses of these steps may be apart.</summary>
    public const double Tolerance = 1e-5;

    /// <summary>The number of steps, 1 … <see cref="PyTorchReference.Steps"/>.</summary>
    public static int Of(RunSpec spec)
    {
        double learningRate = Number(spec, "learning_rate");
        double steps = Budget(spec) * (1 - UsedMomentum(spec)) / learningRate;

        // A quotient like 0.1 / 0.01 shall not lose a step to its own rounding.
        return (int)Math.Clamp(Math.Floor(steps + 1e-9), 1, PyTorchReference.Steps);
    }

    /// <summary>The rule for the run's optimizer, in words for the script's help.</summary>
    public static string Rule(RunSpec spec)
    {
        string momentum = HasMomentum(spec) ? " * (1 - momentum)" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Budget(spec)}{momentum} / learning rate, at least 1 and at most {PyTorchReference.Steps}");
    }

    private static double Budget(RunSpec spec) => spec["optimizer"] switch
    {
        "adam" or "adamw" => 0.1,
        "sgd" => 10,
        "rmsprop" => 0.01,
        string other => throw new NotSupportedException($"{spec.Name}: no PyTorch script for the optimizer '{other}'"),
    };

    private static bool HasMomentum(RunSpec spec) => spec["optimizer"] is "sgd" or "rmsprop";

    private static double UsedMomentum(RunSpec spec) => HasMomentum(spec) ? Number(spec, "momentum") : 0;

    private static double Number(RunSpec spec, string key) => double.Parse(spec[key], NumberStyles.Float, CultureInfo.InvariantCulture);
}
