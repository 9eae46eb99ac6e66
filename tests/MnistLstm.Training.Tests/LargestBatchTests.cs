using MnistLstm.Engine;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Training.Data;
using MnistLstm.Training.Observers;

namespace MnistLstm.Training.Tests;

/// <summary>Buffers are as large as the largest batch there is, which need not be the one that is asked for.</summary>
public sealed class LargestBatchTests
{
    [Theory]
    [InlineData(60_000, 343)]
    [InlineData(300, 300)]
    [InlineData(10, Trainer.MinEvaluationBatch)]
    public void It_is_no_larger_than_the_data(int batchSize, int largest)
    {
        using Batched trainer = new(batchSize);
        Assert.Equal(largest, trainer.Largest);
    }

    [Fact]
    public void A_batch_larger_than_the_data_is_the_data()
    {
        using Batched huge = new(60_000);
        using Batched whole = new(343);
        Assert.Equal([.. whole.Run()], huge.Run().ToArray());
    }

    [Fact]
    public void Images_that_are_only_looked_at_come_in_batches_no_larger_than_that()
    {
        using Batched trainer = new(60_000, testImages: 700);
        EvaluatedBatches batches = new();
        trainer.StepObserver = batches;
        EpochMetrics epoch = trainer.RunEpoch();
        Assert.Equal([343, 343, 14], batches.Sizes);

        // The sums are cut by the plan's batch all the same: one batch of 700.
        Assert.Equal(epoch.TestLoss, epoch.TestLossSum);
        Assert.Equal(700, trainer.Predict(FormulaImages.Make(700, 3)).Count);
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

    private sealed class Batched(int batchSize, int testImages = 5) : Trainer<PlainTrainer.SmallModel>(
        new Dataset("formulas", FormulaImages.Make(343, 0), FormulaImages.Make(testImages, 99), Sha256: ""),
        new TrainingOptions { Threads = 1 },
        new TrainingPlan { BatchSize = batchSize, Epochs = 2 })
    {
        public int Largest => LargestBatch;

        protected override PlainTrainer.SmallModel CreateModel() => new();

        protected override Optimizer CreateOptimizer(ParameterSet parameters) => new Adam(parameters, 0.01);
    }
}
