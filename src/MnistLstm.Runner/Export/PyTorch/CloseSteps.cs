using System.Globalization;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Export.PyTorch;

/// <summary>
/// For how many training steps two float32 libraries stay together. They add in different orders, and training drives that rounding
/// apart, the faster the larger the steps; from then on a difference says nothing. Measured on the embedded digits, PyTorch 1.13 in
/// float32 against itself in float64: losses were 1e-5 apart at the earliest after 0.08 / learning rate steps of Adam (lstm-128's twin,
/// samples and units in 40 orders), 12 / rate of SGD and 0.012 / rate of RMSprop (six networks), rate being learning rate / (1 - momentum); of
/// four small networks 0.11 / rate of NAdam, 0.2 / rate of Adagrad, and not within 45 / rate of Adadelta.
/// About half of that counts.
/// </summary>
internal static class CloseSteps
{
    /// <summary>The number of steps, 1 … <see cref="PyTorchReference.Steps"/>.</summary>
    public static int Of(RunSpec spec)
    {
        double learningRate = Math.Max(Number(spec, SpecKeys.LearningRate), LearningRates.Of(spec).DefaultIfEmpty().Max());
        double steps = Budget(spec) * (1 - UsedMomentum(spec)) / learningRate;

        // A quotient like 0.05 / 0.01 shall not lose a step to its own rounding.
        return (int)Math.Clamp(Math.Floor(steps + 1e-9), 1, PyTorchReference.Steps);
    }

    /// <summary>The rule for the run's optimizer, in words for the script's help.</summary>
    public static string Rule(RunSpec spec)
    {
        string momentum = HasMomentum(spec) ? " * (1 - momentum)" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Budget(spec)}{momentum} / learning rate, at least 1 and at most {PyTorchReference.Steps}");
    }

    private static double Budget(RunSpec spec) => spec[SpecKeys.Optimizer] switch
    {
        "adam" or "adamw" or "nadam" => 0.05,
        "adagrad" => 0.1,
        "adadelta" => 20,
        "sgd" => 5,
        "rmsprop" => 0.005,
        string other => throw new NotSupportedException($"{spec.Name}: no PyTorch script for the optimizer '{other}'"),
    };

    private static bool HasMomentum(RunSpec spec) => spec[SpecKeys.Optimizer] is "sgd" or "rmsprop";

    private static double UsedMomentum(RunSpec spec) => !HasMomentum(spec) ? 0
        : spec[SpecKeys.LrScheduler] == SpecWords.OneCycle && spec[SpecKeys.CycleMomentum] == "true" ? Number(spec, SpecKeys.MaxMomentum)
        : Number(spec, SpecKeys.Momentum);

    private static double Number(RunSpec spec, string key) => double.Parse(spec[key], NumberStyles.Float, CultureInfo.InvariantCulture);
}
