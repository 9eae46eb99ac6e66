using MnistLstm.Training;

namespace MnistLstm.Runner.Export.PyTorch;

/// <summary>Writes a run's loss as a PyTorch user would.</summary>
internal static class PyTorchLoss
{
    /// <summary>A batch's loss of outputs and answers.</summary>
    public static string Of(RunSpec spec, string outputs, string answers) => $"nn.functional.{spec[SpecKeys.Loss]}({outputs}, {answers}{Arguments(spec)})";

    /// <summary>The sum of the samples' losses.</summary>
    public static string Sum(RunSpec spec, string outputs, string answers) =>
        $"nn.functional.{spec[SpecKeys.Loss]}({outputs}, {answers}{Arguments(spec)}, reduction=\"sum\")";

    private static string Arguments(RunSpec spec) =>
        spec[SpecKeys.LabelSmoothing] == "0" ? "" : $", label_smoothing={spec[SpecKeys.LabelSmoothing]}";
}
