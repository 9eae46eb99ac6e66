using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Training;
using MnistLstm.Training.Loop;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Tests.Cli;

/// <summary>Rows of a catalog, as the generator would make them.</summary>
internal static class Specs
{
    public static RunSpec Make(
        string name, int hidden = 128, bool bidirectional = false, int batch = 100, string learningRate = "0.01", int epochs = 5,
        string dataset = "mnist-10k", double? published = null, string? experiment = null, long seed = 0, int validation = 0)
    {
        Dictionary<string, int> lines = new()
        {
            [SpecKeys.HiddenSize] = 3, [SpecKeys.BatchSize] = 5, [SpecKeys.LearningRate] = 6, [SpecKeys.Epochs] = 7, [SpecKeys.Dataset] = 8,
        };
        if (bidirectional)
        {
            lines.Add(SpecKeys.Direction, 4);
        }

        RunSpec spec = TableSpecs.Make(
            name,
            (SpecKeys.HiddenSize, $"{hidden}"),
            (SpecKeys.Direction, bidirectional ? SpecWords.Bidirectional : SpecWords.Forward),
            (SpecKeys.BatchSize, $"{batch}"),
            (SpecKeys.LearningRate, learningRate),
            (SpecKeys.Epochs, $"{epochs}"),
            (SpecKeys.Seed, $"{seed}"),
            (SpecKeys.Dataset, dataset),
            (SpecKeys.ValidationSamples, $"{validation}"));
        return spec with
        {
            Experiment = experiment ?? name,
            SpecPath = $"experiments/{experiment ?? name}.yaml",
            Description = "A description.",
            Reference = published is null ? null : new PublishedReference("a page", published, [], [], [], []),
            Settings = [.. spec.Settings.Select(setting => setting with { Line = lines.TryGetValue(setting.Key, out int line) ? line : null })],
            CreateModel = () => new SmallModel(),
            CreateTrainer = (_, _) => throw new InvalidOperationException("commands never train by themselves"),
        };
    }

    /// <summary>The same row with a loss of predicted numbers and what was published of it.</summary>
    public static RunSpec OfNumbers(RunSpec spec, double? published = null) => spec with
    {
        Settings = [.. spec.Settings.Select(s => s.Key == SpecKeys.Loss ? s with { Value = SpecWords.MseLoss } : s)],
        Reference = published is null ? null : new PublishedReference("a paper", null, [], [], [], []) { TestRmse = published },
    };

    /// <summary>An epoch of predicted numbers.</summary>
    public static EpochMetrics NumberEpoch(int epoch, double rmse) => new(epoch, rmse * rmse, null, rmse * rmse, null, 0.1, 1, 1, new string('a', 64))
    {
        TrainErrors = new ErrorFigures(rmse / 2, rmse, 1 - rmse),
        TestErrors = new ErrorFigures(rmse / 2, rmse, 1 - rmse),
    };

    /// <summary>Epochs that end with a test accuracy.</summary>
    public static IReadOnlyList<EpochMetrics> Epochs(int count, double testAccuracy) =>
    [
        .. Enumerable.Range(1, count).Select(epoch => new EpochMetrics(
            epoch, 1.25 / epoch, 0.9, 0.3, testAccuracy - (0.01 * (count - epoch)), 0.2, 100, 10, new string((char)('0' + epoch % 10), 64)))
    ];
}
