using MnistLstm.Engine;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Training.Data;
using MnistLstm.Training.Observers;

namespace MnistLstm.Training.Tests;

/// <summary>What training takes in memory, and what it does where it may take less.</summary>
public sealed class MemoryTests
{
    private const int Steps = 300;
    private const int Batch = 10;

    private static readonly Dataset s_data = new("noise", Noise(35, 1), Noise(30, 2), Sha256: "");

    [Fact]
    public void Less_memory_gives_the_same_epochs()
    {
        TrainingMemory whole = Planned(null);
        TrainingMemory sparing = Planned(whole.Bytes - 1);
        TrainingMemory least = Planned(0);

        Assert.Equal((256, null), (whole.EvaluationBatch, whole.Buffers.BlockSteps));
        Assert.Equal((Batch, null), (sparing.EvaluationBatch, sparing.Buffers.BlockSteps));
        Assert.Equal((Batch, 96), (least.EvaluationBatch, least.Buffers.BlockSteps));
        EpochMetrics[] expected = Epochs(null);
        Assert.Equal(expected, Epochs(sparing.Bytes));
        Assert.Equal(expected, Epochs(least.Bytes));
    }

    [Fact]
    public void Evaluations_come_in_batches_of_training_where_larger_ones_do_not_fit()
    {
        using LongTrainer trainer = new(Planned(0).Bytes);
        EvaluatedBatches batches = new();
        trainer.StepObserver = batches;

        trainer.RunEpoch();

        Assert.Equal([10, 10, 10], batches.Sizes);
    }

    [Fact]
    public void Less_than_is_needed_at_least_is_refused_before_anything_is_trained()
    {
        long least = Planned(0).Bytes;
        using LongTrainer trainer = new(least - 1);

        InsufficientMemoryException error = Assert.Throws<InsufficientMemoryException>(() => trainer.RunEpoch());

        Assert.Equal(FormattableString.Invariant($"training takes {least:#,0} bytes at least, with batches of 10 and 300 time steps, and may take ")
            + FormattableString.Invariant($"{least - 1:#,0}; a smaller batch_size or hidden_size needs less"), error.Message);
    }

    private static TrainingMemory Planned(long? memory)
    {
        using LongModel model = new();
        return TrainingMemory.Of(model, Batch, new TrainingOptions { Threads = 1, Memory = memory });
    }

    private static EpochMetrics[] Epochs(long? memory)
    {
        using LongTrainer trainer = new(memory);
        return [.. trainer.Run()];
    }

    private static SequenceSet Noise(int count, int seed)
    {
        byte[] values = new byte[count * Steps];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (byte)(i * 7919 * seed >> 3);
        }

        return new SequenceSet(values, [.. Enumerable.Range(0, count).Select(i => (byte)(i % 10))], Steps, 1);
    }

    private sealed class EvaluatedBatches : IStepObserver
    {
        public List<int> Sizes { get; } = [];

        public void StepCompleted(in TrainingStep step)
        {
            // Only evaluations are of interest.
        }

        public void EvaluationBatchCompleted(int epoch, ReadOnlySpan<float> losses) => Sizes.Add(losses.Length);
    }

    private sealed class LongTrainer(long? memory) : Trainer<LongModel>(
        s_data, new TrainingOptions { Threads = 1, Memory = memory }, new TrainingPlan { BatchSize = Batch, Epochs = 2 })
    {
        protected override LongModel CreateModel() => new();

        protected override Optimizer CreateOptimizer(ParameterSet parameters) => new Adam(parameters, 0.01);
    }

    private sealed class LongModel : SequenceClassifier
    {
        public LongModel()
            : base(MemoryTests.Steps, 1)
        {
            Add("lstm", new Lstm(1, 9, 2, dropout: 0.1));
            Add("last", new LastStep());
            Add("fc", new Linear(9, 10));
        }
    }
}
