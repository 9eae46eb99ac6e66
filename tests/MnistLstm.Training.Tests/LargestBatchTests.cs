using MnistLstm.Engine;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Training.Data;

namespace MnistLstm.Training.Tests;

/// <summary>Buffers follow the largest batch there is, not the one that is asked for: they take megabytes a sample.</summary>
public class LargestBatchTests
{
    [Theory]
    [InlineData(60_000, 300)]
    [InlineData(299, 299)]
    [InlineData(10, Trainer.MinEvaluationBatch)]
    public void No_batch_is_larger_than_the_data(int batchSize, int largest)
    {
        using AskingTrainer trainer = new(batchSize);

        Assert.Equal(largest, trainer.Largest);
    }

    [Fact]
    public void A_batch_size_beyond_the_data_trains_with_all_of_it_in_one_batch()
    {
        using AskingTrainer beyond = new(60_000);
        using AskingTrainer exactly = new(300);

        Assert.Equal(exactly.RunEpoch(), beyond.RunEpoch());
    }

    private sealed class AskingTrainer(int batchSize) : Trainer<PlainTrainer.SmallModel>(
        new Dataset("noise", PlainTrainer.Noise.Test, PlainTrainer.Noise.Train, Sha256: ""),
        new TrainingOptions { Threads = 1 },
        new TrainingPlan { BatchSize = batchSize, Epochs = 1 })
    {
        public int Largest => LargestBatch;

        protected override PlainTrainer.SmallModel CreateModel() => new();

        protected override Optimizer CreateOptimizer(ParameterSet parameters) => new Adam(parameters, 0.01);
    }
}
