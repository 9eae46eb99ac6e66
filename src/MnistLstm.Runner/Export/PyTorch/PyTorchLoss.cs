using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Export.PyTorch;

/// <summary>Writes a run's loss as a PyTorch user would.</summary>
internal static class PyTorchLoss
{
    /// <summary>The line that gives the classes' weights; empty without.</summary>
    public static string Constants(RunSpec spec) =>
        !IsWeighted(spec) ? ""
        : $"CLASS_WEIGHTS = torch.tensor({spec[SpecKeys.ClassWeights].Replace(",", ", ", StringComparison.Ordinal)}, dtype=torch.float32)\n";

    /// <summary>A batch's loss of outputs and answers.</summary>
    public static string Of(RunSpec spec, string outputs, string answers) => $"nn.functional.{spec[SpecKeys.Loss]}({outputs}, {answers}{Arguments(spec)})";

    /// <summary>The sum of the samples' losses.</summary>
    public static string Sum(RunSpec spec, string outputs, string answers) =>
        $"nn.functional.{spec[SpecKeys.Loss]}({outputs}, {answers}{Arguments(spec)}, reduction=\"sum\")";

    /// <summary>Whether samples have weights, so that means divide by their sum.</summary>
    public static bool IsWeighted(RunSpec spec) => spec[SpecKeys.ClassWeights] != SpecWords.None;

    /// <summary>What a batch's mean loss counts for: its samples, or the sum of their classes' weights.</summary>
    public static string Weight(RunSpec spec, string answers) => IsWeighted(spec) ? $"CLASS_WEIGHTS[{answers}].sum().item()" : $"len({answers})";

    private static string Arguments(RunSpec spec) =>
        (IsWeighted(spec) ? ", weight=CLASS_WEIGHTS" : "")
        + (spec[SpecKeys.LabelSmoothing] == "0" ? "" : $", label_smoothing={spec[SpecKeys.LabelSmoothing]}");
}
