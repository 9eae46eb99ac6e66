using MnistLstm.Engine;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Training.Data;

namespace MnistLstm.Training.Tests;

/// <summary>A small trainer without hooks, as a generated one would be, on images of noise.</summary>
internal class PlainTrainer(int threads, Dataset? data = null) : Trainer<PlainTrainer.SmallModel>(
    data ?? Noise, new TrainingOptions { Threads = threads }, new TrainingPlan { BatchSize = 10, Epochs = 2, TrainSamples = 25 })
{
    /// <summary>30 images, of which 25 are trained on, and 300 to test on: more than an evaluation's batch.</summary>
    public static Dataset Noise { get; } = new("noise", Images(30, 1), Images(300, 2), Sha256: "");

    protected override SmallModel CreateModel() => new();

    protected override Optimizer CreateOptimizer(ParameterSet parameters) => new Adam(parameters, 0.01);

    private static SequenceSet Images(int count, int seed) => new(
        [.. Enumerable.Range(0, count * (28 * 28)).Select(k => (byte)(unchecked(((uint)(k * seed) + 77u) * 2654435761u) >> 24))],
        [.. Enumerable.Range(0, count).Select(n => 7 * n % 10)], 28, 28);

    public sealed class SmallModel : SequenceClassifier
    {
        public SmallModel()
            : base(28, 28)
        {
            Add("lstm", new Lstm(28, 6));
            Add("last", new LastStep());
            fc = Add("fc", new Linear(6, 10));
        }

        public Linear fc { get; }
    }
}
