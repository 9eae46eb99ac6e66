using System.Globalization;
using MnistLstm.Experiments.Generated;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Networks;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Tests.Runs;

/// <summary>
/// Rows of a catalog with every setting there is: the keys, their order and their defaults are those that the generator wrote into this build's own
/// catalog from its key table, so that a key added there is in every test's row at once.
/// </summary>
internal static class TableSpecs
{
    private static readonly Setting[] s_table = [.. ExperimentCatalog.Runs.First(run => !run.HasModelBlock).Settings];

    // What has no default.
    private static readonly Dictionary<string, string> s_required = new()
    {
        [SpecKeys.HiddenSize] = "128", [SpecKeys.BatchSize] = "100", [SpecKeys.LearningRate] = "0.01", [SpecKeys.Epochs] = "10",
    };

    /// <summary>The keys of a run without a <c>model</c>.</summary>
    public static IReadOnlyList<string> Keys { get; } = [.. s_table.Select(setting => setting.Key)];

    /// <summary>A row with these settings, the others at their defaults, or at the values of lstm-128 where they have none.</summary>
    public static RunSpec Make(string name, params (string Key, string Value)[] settings)
    {
        Dictionary<string, string> given = settings.ToDictionary(setting => setting.Key, setting => setting.Value);
        Assert.Empty(given.Keys.Except(Keys));
        Setting[] all = [.. s_table.Select(
            setting => setting with { Value = given.GetValueOrDefault(setting.Key) ?? setting.Default ?? s_required[setting.Key], Line = null })];
        string Text(string key) => all.First(setting => setting.Key == key).Value;
        int? Count(string key) => Text(key) == SpecWords.AllSamples ? null : int.Parse(Text(key), CultureInfo.InvariantCulture);
        return new RunSpec
        {
            Name = name,
            Experiment = name,
            SpecPath = $"experiments/{name}.yaml",
            SpecSha256 = new string('a', 64),
            CodeSha256 = new string('b', 64),
            Settings = all,
            Dataset = Text(SpecKeys.Dataset),
            TrainSamples = Count(SpecKeys.TrainSamples),
            TestSamples = Count(SpecKeys.TestSamples),
            ValidationSamples = Count(SpecKeys.ValidationSamples) ?? 0,
            Epochs = Count(SpecKeys.Epochs) ?? 0,
            EarlyStoppingPatience = Count(SpecKeys.EarlyStoppingPatience) ?? 0,
            Seed = long.Parse(Text(SpecKeys.Seed), CultureInfo.InvariantCulture),
            Network = NetworkOf(Text),
            CreateModel = () => new SmallModel(),
            CreateTrainer = (_, _) => throw new InvalidOperationException("this row has no trainer"),
            ModelCode = () => $"// model of {name}\n",
            TorchSharpCode = () => $"// module of {name}\n",
        };
    }

    private static Network NetworkOf(Func<string, string> text)
    {
        int inputSize = int.Parse(text(SpecKeys.InputSize), CultureInfo.InvariantCulture);
        NetworkBuilder network = new NetworkBuilder(784 / inputSize, inputSize)
            .Recurrent(
                text(SpecKeys.Cell),
                int.Parse(text(SpecKeys.HiddenSize), CultureInfo.InvariantCulture),
                int.Parse(text(SpecKeys.Layers), CultureInfo.InvariantCulture),
                text(SpecKeys.Direction) == SpecWords.Bidirectional,
                double.Parse(text(SpecKeys.Dropout), CultureInfo.InvariantCulture),
                text(SpecKeys.Nonlinearity),
                text(SpecKeys.Bias) == "true")
            .Readout(text(SpecKeys.Readout))
            .Linear(10)
            .Initialize(text(SpecKeys.WeightIhInit), text(SpecKeys.WeightHhInit), text(SpecKeys.LinearInit), text(SpecKeys.BiasInit),
                text(SpecKeys.ForgetBias) == SpecWords.None ? null : double.Parse(text(SpecKeys.ForgetBias), CultureInfo.InvariantCulture));
        return (text(SpecKeys.Head) == SpecWords.SoftmaxHead ? network.Softmax() : network).Build();
    }
}
