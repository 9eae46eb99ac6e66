using MnistLstm.Engine;
using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Modules.Losses;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Schedulers;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace MnistLstm.TorchSharp.Tests;

/// <summary>The same small training for both engines, on images of noise.</summary>
internal static class TinyTrainers
{
    public static Dataset Images { get; } = new("noise", Noise(1, 205), Noise(2, 60), new string('0', 64));

    /// <summary>The same images with ten numbers to predict of each.</summary>
    public static Dataset Numbers { get; } = new("numbers", Targeted(Images.Train), Targeted(Images.Test), new string('0', 64));

    private static TrainingPlan Plan(int epochs, LossFunction loss, Func<TrainingPlan, TrainingPlan>? change)
    {
        TrainingPlan plan = new() { BatchSize = 20, Epochs = epochs, Seed = 3, Loss = loss };
        return change is null ? plan : change(plan);
    }

    private static OneCycleLr? Cycle(bool cycles, int steps) => cycles ? new OneCycleLr(0.1, 2 * steps, 0.4, divFactor: 4) { StepsPerEpoch = steps } : null;

    private static Dataset DataFor(LossFunction loss) => loss == LossFunction.CrossEntropy ? Images : Numbers;

    private static SequenceSet Targeted(SequenceSet images) => new(
        images.Bytes, new RealTargets([.. Enumerable.Range(0, images.Count * 10).Select(i => 2 * MathF.Sin(i))], 10), images.Steps, images.Features);

    private static SequenceSet Noise(int seed, int count)
    {
        System.Random random = new(seed);
        byte[] pixels = new byte[count * (28 * 28)];
        random.NextBytes(pixels);
        return new SequenceSet(pixels, [.. Enumerable.Range(0, count).Select(_ => random.Next(10))], 28, 28);
    }

    /// <summary>Two layers, with or without dropout between them.</summary>
    public sealed class Model : SequenceClassifier
    {
        public Model(double dropout) : base(steps: 28, inputSize: 28)
        {
            Add("lstm", new Lstm(inputSize: 28, hiddenSize: 16, numLayers: 2, bidirectional: true, dropout: dropout));
            Add("last", new LastStep());
            Add("fc", new Linear(inFeatures: 32, outFeatures: 10));
        }
    }

    /// <summary>The same in libtorch.</summary>
    public sealed class Module : nn.Module<Tensor, Tensor>
    {
        private readonly global::TorchSharp.Modules.LSTM lstm;
        private readonly global::TorchSharp.Modules.Linear fc;

        public Module(double dropout) : base(nameof(Module))
        {
            lstm = nn.LSTM(28, 16, numLayers: 2, batchFirst: true, dropout: dropout, bidirectional: true);
            fc = nn.Linear(32, 10);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using DisposeScope scope = NewDisposeScope();
            (Tensor x, _, _) = lstm.call(input);
            return fc.call(x.select(1, -1)).MoveToOuterDisposeScope();
        }
    }

    public sealed class Exact(
        int epochs, double dropout = 0, int threads = 1, LossFunction loss = LossFunction.CrossEntropy, Func<TrainingPlan, TrainingPlan>? change = null)
        : Trainer<Model>(DataFor(loss), new TrainingOptions { Threads = threads }, Plan(epochs, loss, change))
    {
        /// <summary>Cycles rate and momentum.</summary>
        public bool Cycles { get; init; }

        /// <summary>SGD instead of Adam.</summary>
        public bool UsesSgd { get; init; }

        protected override Model CreateModel() => new(dropout);

        protected override LrScheduler? CreateScheduler() => Cycle(Cycles, StepsPerEpoch);

        protected override Optimizer CreateOptimizer(ParameterSet parameters) =>
            UsesSgd ? new Sgd(parameters, learningRate: 0.01) : new Adam(parameters, learningRate: 0.01);
    }

    public sealed class Torch(
        int epochs, double dropout = 0, long? moduleSeed = null, LossFunction loss = LossFunction.CrossEntropy, Func<TrainingPlan, TrainingPlan>? change = null)
        : TorchTraining(DataFor(loss), null, Plan(epochs, loss, change))
    {
        /// <summary>Cycles rate and momentum.</summary>
        public bool Cycles { get; init; }

        /// <summary>SGD instead of Adam.</summary>
        public bool UsesSgd { get; init; }

        /// <summary>The samples of every step, in order.</summary>
        public List<int[]> Order { get; } = [];

        protected override SequenceClassifier NewModel() => new Model(dropout);

        protected override nn.Module<Tensor, Tensor> CreateModule()
        {
            if (moduleSeed is { } other)
            {
                random.manual_seed(other);
            }

            return new Module(dropout);
        }

        protected override LrScheduler? CreateScheduler() => Cycle(Cycles, StepsPerEpoch);

        protected override optim.Optimizer CreateOptimizer(IEnumerable<global::TorchSharp.Modules.Parameter> parameters) =>
            UsesSgd ? optim.SGD(parameters, learningRate: 0.01) : optim.Adam(parameters, lr: 0.01);

        protected override void TrainBatch(int[] order, int start, int count)
        {
            Order.Add(order[start..(start + count)]);
            base.TrainBatch(order, start, count);
        }
    }
}
