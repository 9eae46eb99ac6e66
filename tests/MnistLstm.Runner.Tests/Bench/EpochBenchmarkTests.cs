using MnistLstm.Runner.Bench;
using MnistLstm.Runner.Tests.Traces;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Bench;

public sealed class EpochBenchmarkTests
{
    [Fact]
    public void Of_a_run_that_counts_steps_those_to_the_first_evaluation_are_timed()
    {
        EpochFigures figures = new EngineBench(TimeProvider.System).Epoch(TinyRun.Stepped(), TinyRun.Data(), threads: 1, CancellationToken.None);
        using Trainer trainer = TinyRun.Stepped().CreateTrainer(TinyRun.Data(), new TrainingOptions());
        Assert.Equal(trainer.RunEpoch().TrainLoss, figures.TrainLoss);
        Assert.Equal((TinyRun.EvalEvery * TinyRun.BatchSize, TinyRun.TestCount), (figures.TrainSamples, figures.TestSamples));
    }

    [Fact]
    public void Of_a_run_that_counts_epochs_all_samples_are() => Assert.Equal(
        TinyRun.TrainCount,
        new EngineBench(TimeProvider.System).Epoch(TinyRun.Spec(), TinyRun.Data(), threads: 1, CancellationToken.None).TrainSamples);
}
