using MnistLstm.Engine.Modules;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Tests.Cli;

/// <summary>Rows of a catalog, as the generator would make them.</summary>
internal static class Specs
{
    public static RunSpec Make(
        string name, int hidden = 128, bool bidirectional = false, int batch = 100, string learningRate = "0.01", int epochs = 5,
        string dataset = "mnist-10k", int parameters = 82186, double? published = null, string? experiment = null, long seed = 0, int validation = 0) => new()
        {
            Name = name,
            Experiment = experiment ?? name,
            SpecPath = $"experiments/{experiment ?? name}.yaml",
            SpecSha256 = new string('a', 64),
            CodeSha256 = new string('b', 64),
            Description = "A description.",
            Reference = published is null ? null : new PublishedReference("a page", published, [], [], [], []),
            Settings =
            [
                new Setting("hidden_size", hidden.ToString(), null, 3),
                new Setting("layers", "1", "1", null),
                new Setting("direction", bidirectional ? "bidirectional" : "forward", "forward", bidirectional ? 4 : null),
                new Setting("batch_size", batch.ToString(), null, 5),
                new Setting("learning_rate", learningRate, null, 6),
                new Setting("epochs", epochs.ToString(), null, 7),
                new Setting("seed", seed.ToString(), "0", null),
                new Setting("dataset", dataset, "mnist", 8),
                new Setting("validation_samples", validation.ToString(), "0", null),
                new Setting("input_size", "28", "28", null),
                new Setting("cell", "lstm", "lstm", null),
                new Setting("readout", "last", "last", null),
            ],
            Dataset = dataset,
            ValidationSamples = validation,
            Epochs = epochs,
            Seed = seed,
            Parameters = parameters,
            CreateModel = () => new SmallModel(),
            CreateTrainer = (_, _) => throw new InvalidOperationException("commands never train by themselves"),
            ModelCode = () => $"// model of {name}\n",
            TorchSharpCode = () => $"// module of {name}\n",
        };

    /// <summary>Epochs that end with a test accuracy.</summary>
    public static IReadOnlyList<EpochMetrics> Epochs(int count, double testAccuracy) =>
    [
        .. Enumerable.Range(1, count).Select(epoch => new EpochMetrics(
            epoch, 1.25 / epoch, 0.9, 0.3, testAccuracy - (0.01 * (count - epoch)), 0.2, 100, 10, new string((char)('0' + epoch % 10), 64)))
    ];

    public sealed class SmallModel : SequenceClassifier
    {
        public SmallModel() : base(steps: 28, inputSize: 28)
        {
            Add("lstm", new Lstm(inputSize: 28, hiddenSize: 4, numLayers: 1, bidirectional: true));
            Add("last", new LastStep());
            Add("fc", new Linear(inFeatures: 8, outFeatures: 10));
        }
    }
}
