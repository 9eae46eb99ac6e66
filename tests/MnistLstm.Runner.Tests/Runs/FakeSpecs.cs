using System.Globalization;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Tests.Runs;

/// <summary>Rows of a catalog that are only looked at.</summary>
internal static class FakeSpecs
{
    /// <summary>A small row; what is given has a line of the YAML.</summary>
    public static RunSpec Make(string name, string experiment, int epochs, string specSha256, params (string Key, string Value)[] settings)
    {
        HashSet<string> given = [SpecKeys.Epochs, .. settings.Select(setting => setting.Key)];
        (string Key, string Value)[] small = [(SpecKeys.HiddenSize, "32"), (SpecKeys.BatchSize, "50"), (SpecKeys.LearningRate, "0.01"),
            (SpecKeys.Epochs, epochs.ToString(CultureInfo.InvariantCulture))];
        RunSpec spec = TableSpecs.Make(name, [.. small.Where(setting => setting.Key == SpecKeys.Epochs || !given.Contains(setting.Key)), .. settings]);
        return spec with
        {
            Experiment = experiment,
            SpecPath = $"experiments/{experiment}.yaml",
            SpecSha256 = specSha256,
            CodeSha256 = new string('c', 64),
            Settings = [.. spec.Settings.Select(setting => setting with { Line = given.Contains(setting.Key) ? 2 : null })],
            ModelCode = () => "",
            TorchSharpCode = () => "",
        };
    }
}
