using MnistLstm.Engine;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Training.Data;

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

    private sealed class Batched(int batchSize) : Trainer<PlainTrainer.SmallModel>(
        new Dataset("formulas", FormulaImages.Make(343, 0), FormulaImages.Make(5, 99), Sha256: ""),
        new TrainingOptions { Threads = 1 },
        new TrainingPlan { BatchSize = batchSize, Epochs = 2 })
    {
        public int Largest => LargestBatch;

        protected override PlainTrainer.SmallModel CreateModel() => new();

        protected override Optimizer CreateOptimizer(ParameterSet parameters) => new Adam(parameters, 0.01);
    }
}
