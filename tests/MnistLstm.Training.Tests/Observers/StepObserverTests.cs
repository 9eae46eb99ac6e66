using MnistLstm.Engine;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Training.Data;
using MnistLstm.Training.Observers;

namespace MnistLstm.Training.Tests.Observers;

public class StepObserverTests
{
    private const int TrainCount = 23;
    private const int TestCount = 7;

    [Fact]
    public void Every_sample_is_shown_once_an_epoch_with_a_loss_in_batches_numbered_from_1()
    {
        Watcher watcher = new();
        using Trainer trainer = Make();
        trainer.StepObserver = watcher;
        trainer.RunEpoch();
        Assert.Equal(5, trainer.StepsPerEpoch);
        Assert.Equal([(1, 1, 5), (1, 2, 5), (1, 3, 5), (1, 4, 5), (1, 5, 3)], watcher.Steps);
        Assert.Equal(Enumerable.Range(0, TrainCount), watcher.Samples.Order());
        Assert.Equal(TestCount, watcher.TestLosses);
    }

    [Fact]
    public void The_step_is_shown_after_the_optimizer()
    {
        List<string> hashes = [];
        using Trainer trainer = Make();
        trainer.StepObserver = new Hashes(hashes);
        EpochMetrics epoch = trainer.RunEpoch();
        Assert.Equal(epoch.WeightsSha256, hashes[^1]);
        Assert.Equal(5, hashes.Distinct().Count());
    }

    [Fact]
    public void An_observer_changes_no_bit()
    {
        using Trainer watched = Make();
        using Trainer alone = Make();
        watched.StepObserver = new Watcher();
        Assert.Equal([.. alone.Run()], watched.Run().ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.01)]
    public void A_training_step_allocates_nothing_and_showing_it_neither(double clipGradNorm)
    {
        Allocations allocations = new();
        using Trainer trainer = Make(clipGradNorm);
        trainer.StepObserver = allocations;
        trainer.RunEpoch();
        Assert.Equal(5, allocations.Seen);

        // Before the first two steps lies what happens once: layouts, threads, types.
        Assert.All(allocations.Between[2..], bytes => Assert.Equal(0, bytes));
    }

    private static TinyTrainer Make(double clipGradNorm = 0) => new(new Dataset("random", Images(TrainCount, 1), Images(TestCount, 2), ""), clipGradNorm);

    private static SequenceSet Images(int count, int seed)
    {
        byte[] pixels = new byte[count * (28 * 28)];
        new Random(seed).NextBytes(pixels);
        return new SequenceSet(pixels, [.. Enumerable.Range(0, count).Select(i => i % 10)], 28, 28);
    }

    private sealed class TinyModel : SequenceClassifier
    {
        public TinyModel() : base(steps: 28, inputSize: 28)
        {
            Add("lstm", new Lstm(inputSize: 28, hiddenSize: 4, numLayers: 1, bidirectional: false));
            Add("last", new LastStep());
            Add("fc", new Linear(inFeatures: 4, outFeatures: 10));
        }
    }

    private sealed class TinyTrainer(Dataset data, double clipGradNorm)
        : Trainer<TinyModel>(data, new TrainingOptions { Threads = 1 }, new TrainingPlan { BatchSize = 5, Epochs = 2, ClipGradNorm = clipGradNorm })
    {
        protected override TinyModel CreateModel() => new();

        protected override Optimizer CreateOptimizer(ParameterSet parameters) => new Adam(parameters, 0.01);
    }

    private sealed class Watcher : IStepObserver
    {
        public List<(int Epoch, int Batch, int Count)> Steps { get; } = [];

        public List<int> Samples { get; } = [];

        public int TestLosses { get; private set; }

        public void StepCompleted(in TrainingStep step)
        {
            Steps.Add((step.Epoch, step.Batch, step.Losses.Length));
            Samples.AddRange(step.Samples);
        }

        public void EvaluationBatchCompleted(int epoch, ReadOnlySpan<float> losses) => TestLosses += losses.Length;
    }

    private sealed class Hashes(List<string> hashes) : IStepObserver
    {
        public void StepCompleted(in TrainingStep step) => hashes.Add(step.Model.Parameters.Sha256());

        public void EvaluationBatchCompleted(int epoch, ReadOnlySpan<float> losses)
        {
            // Weights do not change here.
        }
    }

    private sealed class Allocations : IStepObserver
    {
        private long _before;

        public long[] Between { get; } = new long[5];

        public int Seen { get; private set; }

        public void StepCompleted(in TrainingStep step)
        {
            long now = GC.GetAllocatedBytesForCurrentThread();
            Between[Seen++] = now - _before;
            _before = now;
        }

        public void EvaluationBatchCompleted(int epoch, ReadOnlySpan<float> losses)
        {
            // Steps only.
        }
    }
}
