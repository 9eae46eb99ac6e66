using MnistLstm.Experiments.Generated;
using MnistLstm.Runner.Bench;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Experiments.Tests.Bench;

public sealed class EngineBenchTests
{
    private static readonly RunSpec s_spec = ExperimentCatalog.Runs.Single(run => run.Name == "quick/lstm-32");

    [Fact]
    public void Every_pass_runs_on_the_engine_more_often_than_there_are_images()
    {
        using IBenchSubject subject = new EngineBench(TimeProvider.System).Prepare(new BenchShape(1000, 3, 2, Bidirectional: true), threads: 2);
        foreach (BenchPass pass in Enum.GetValues<BenchPass>())
        {
            subject.Run(pass);
        }

        Assert.Equal(1000, subject.EvaluationBatch);
    }

    [Fact]
    public void A_small_batch_is_evaluated_as_a_trainer_would()
    {
        using IBenchSubject subject = new EngineBench(TimeProvider.System).Prepare(new BenchShape(2, 3), threads: 1);
        Assert.Equal(Trainer.MinEvaluationBatch, subject.EvaluationBatch);
    }

    [Fact]
    public void An_epoch_of_a_run_is_the_epoch_that_training_has()
    {
        Dataset data = SmallSet();
        EpochFigures figures = new EngineBench(new MinuteClock()).Epoch(s_spec, data, threads: 2, CancellationToken.None);
        using Trainer trainer = s_spec.CreateTrainer(data, new TrainingOptions { Threads = 1 });
        EpochMetrics metrics = trainer.RunEpoch();
        Assert.Equal((metrics.TrainLoss, metrics.TestAccuracy), (figures.TrainLoss, figures.TestAccuracy));
        Assert.Equal((120, 40), (figures.TrainSamples, figures.TestSamples));
        // The clock was asked at the start, when evaluation began, when it ended, and at the end: what is not evaluation is training.
        Assert.Equal((120, 60), (figures.TrainSeconds, figures.EvaluateSeconds));
    }

    [Fact]
    public void Evaluating_beside_the_plan_changes_no_later_result_and_agrees_with_the_epoch()
    {
        Dataset data = SmallSet();
        using Trainer plain = s_spec.CreateTrainer(data, new TrainingOptions { Threads = 1 });
        using Trainer asked = s_spec.CreateTrainer(data, new TrainingOptions { Threads = 1 });
        EpochMetrics first = plain.RunEpoch();
        asked.Evaluate();
        asked.RunEpoch();
        Assert.Equal((first.TestLoss, first.TestAccuracy), asked.Evaluate());
        Assert.Equal(plain.RunEpoch(), asked.RunEpoch());
    }

    [Fact]
    public void A_cancelled_epoch_ends_without_figures()
    {
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => new EngineBench(new MinuteClock()).Epoch(s_spec, SmallSet(), 1, cancelled.Token));
    }

    private static Dataset SmallSet()
    {
        Dataset digits = DatasetLoader.Load("mnist-10k", new DataOptions { Places = new DataPlaces { Folders = [] } });
        return digits with { Train = digits.Train.Take(120), Test = digits.Test.Take(40) };
    }

    /// <summary>A minute passes whenever the time is asked for, so the warm-up ends at once.</summary>
    private sealed class MinuteClock : TimeProvider
    {
        private long _minutes;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => 60 * ++_minutes;
    }
}
