using System.Globalization;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Tests.Runs;

/// <summary>Rows of a catalog without a generator.</summary>
internal static class FakeSpecs
{
    /// <summary>A row with the keys of a real one.</summary>
    public static RunSpec Make(string name, string experiment, int epochs, string specSha256, params (string Key, string Value)[] settings)
    {
        Dictionary<string, string> given = settings.ToDictionary(s => s.Key, s => s.Value);
        given["epochs"] = epochs.ToString(CultureInfo.InvariantCulture);
        Setting[] all =
        [
            Key(given, "hidden_size", null, "32"),
            Key(given, "layers", "1"),
            Key(given, "direction", "forward"),
            Key(given, "batch_size", null, "50"),
            Key(given, "learning_rate", null, "0.01"),
            Key(given, "epochs", null),
            Key(given, "seed", "0"),
            Key(given, "dataset", "mnist"),
            Key(given, "train_samples", "all"),
            Key(given, "test_samples", "all"),
            Key(given, "input_size", "28"),
            Key(given, "cell", "lstm"),
            Key(given, "readout", "last"),
            Key(given, "evaluate", "each_epoch"),
        ];
        return new RunSpec
        {
            Name = name,
            Experiment = experiment,
            SpecPath = $"experiments/{experiment}.yaml",
            SpecSha256 = specSha256,
            CodeSha256 = new string('c', 64),
            Settings = all,
            Dataset = all.First(s => s.Key == "dataset").Value,
            TrainSamples = Count(all, "train_samples"),
            TestSamples = Count(all, "test_samples"),
            Epochs = epochs,
            Seed = long.Parse(all.First(s => s.Key == "seed").Value, CultureInfo.InvariantCulture),
            Parameters = 7,
            CreateModel = () => throw new InvalidOperationException("a fake run has no model"),
            CreateTrainer = (_, _) => throw new InvalidOperationException("a fake run has no trainer"),
            ModelCode = () => "",
            TorchSharpCode = () => "",
        };
    }

    private static Setting Key(Dictionary<string, string> given, string key, string? @default, string? otherwise = null) =>
        new(key, given.GetValueOrDefault(key) ?? @default ?? otherwise!, @default, given.ContainsKey(key) ? 2 : null);

    private static int? Count(Setting[] settings, string key)
    {
        string value = settings.First(s => s.Key == key).Value;
        return value == "all" ? null : int.Parse(value, CultureInfo.InvariantCulture);
    }
}
