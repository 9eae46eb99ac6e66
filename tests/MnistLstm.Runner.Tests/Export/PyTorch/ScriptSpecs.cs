using MnistLstm.Engine;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Runner.Export.PyTorch;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Networks;

namespace MnistLstm.Runner.Tests.Export.PyTorch;

/// <summary>Runs with every setting, as the generator would make them, and a trainer where one is needed.</summary>
internal static class ScriptSpecs
{
    public static readonly PyTorchReference Reference =
        new(new string('1', 64), new string('2', 64), [2.302585093, 2.25, 1.0 / 3, 0.0000004, 12.5, 1, 0.1234567891]);

    /// <summary>A run with these settings, the others at the values of lstm-128.</summary>
    public static RunSpec Make(string name,
        params (string Key, string Value)[] settings) => TableSpecs.Make(name, settings) with { Description = "A description." };

    /// <summary>A run of a stack of modules.</summary>
    public static RunSpec Stack(Func<NetworkBuilder, NetworkBuilder> modules) => Make("stack") with { Network = modules(new NetworkBuilder(28, 28)).Build() };

    /// <summary>The same with a trainer for it: a small LSTM, batches of 64.</summary>
    public static RunSpec Trainable(int epochs, int trainSamples, double learningRate = 0.01)
    {
        RunSpec spec = Make("small", ("dataset", "mnist-10k"), ("epochs", $"{epochs}"), ("train_samples", $"{trainSamples}"), ("seed", "3"));
        TrainingPlan plan = new() { BatchSize = 64, Epochs = epochs, Seed = 3, TrainSamples = trainSamples, TestSamples = 64 };
        return spec with { CreateModel = () => new SmallModel(), CreateTrainer = (data, options) => new SmallTrainer(data, options, plan, learningRate) };
    }

    /// <summary>Random images, the same at every call.</summary>
    public static Dataset Noise(int count)
    {
        byte[] pixels = new byte[count * (28 * 28)];
        new Random(1).NextBytes(pixels);
        SequenceSet images = new(pixels, [.. Enumerable.Range(0, count).Select(i => i % 10)], 28, 28);
        return new Dataset("noise", images, images, new string('0', 64));
    }

    private sealed class SmallTrainer(Dataset data, TrainingOptions options, TrainingPlan plan, double learningRate)
        : Trainer<SmallModel>(data, options, plan)
    {
        protected override SmallModel CreateModel() => new();

        protected override Optimizer CreateOptimizer(ParameterSet parameters) => new Adam(parameters, learningRate);
    }
}
