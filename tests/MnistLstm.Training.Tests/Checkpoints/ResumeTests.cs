using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Training.Data;
using MnistLstm.Training.Observers;

namespace MnistLstm.Training.Tests.Checkpoints;

/// <summary>A training that is killed anywhere and goes on from its last checkpoint is the training that was not.</summary>
public sealed class ResumeTests
{
    public static TheoryData<string, string, double, string> Cases
    {
        get
        {
            TheoryData<string, string, double, string> cases = [];
            foreach (string optimizer in ResumeCase.Optimizers)
            {
                foreach (string scheduler in ResumeCase.Schedulers)
                {
                    foreach (string watch in ResumeCase.Watches)
                    {
                        cases.Add(optimizer, scheduler, 0, watch);
                        cases.Add(optimizer, scheduler, 0.3, watch);
                    }
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Killed_within_an_epoch_before_its_evaluation_or_after_it_ends_with_the_same_bits(string optimizer, string scheduler, double dropout,
        string watch)
    {
        ResumeCase training = new(optimizer, scheduler, dropout, watch);
        using SmallTrainer whole = training.Trainer();
        EpochMetrics[] expected = [.. whole.Run()];
        string weights = whole.Model.Parameters.Sha256();

        using SmallTrainer watched = training.Trainer(threads: 2);
        List<byte[]> checkpoints = Saving.Run(watched);
        Assert.Equal(expected, watched.History);
        Assert.Equal(expected.Length * (watched.StepsPerEpoch + 1), checkpoints.Count);
        for (int kill = 0; kill < checkpoints.Count; kill++)
        {
            int batch = kill % (watched.StepsPerEpoch + 1);
            if (batch != 1 && batch < watched.StepsPerEpoch - 1)
            {
                continue;
            }

            using SmallTrainer resumed = training.Trainer(threads: batch == 1 ? 2 : 1);
            resumed.RestoreState(Saving.Read(checkpoints[kill]));
            EpochMetrics[] rest = [.. resumed.Run()];
            Assert.Equal(expected, resumed.History);
            Assert.Equal(expected[^rest.Length..], rest);
            Assert.Equal(weights, resumed.Model.Parameters.Sha256());
        }
    }

    [Fact]
    public void The_cases_of_early_stopping_are_stopped_early()
    {
        using SmallTrainer trainer = new ResumeCase(Optimizer: "sgd", Watch: "stopped early").Trainer(epochs: 30);
        Assert.InRange(trainer.Run().Count(), 2, 29);
    }

    [Fact]
    public void A_training_that_goes_on_saves_what_the_uninterrupted_one_saves()
    {
        ResumeCase training = new(Scheduler: "linear_lr", Dropout: 0.3, Watch: "held out, at the end");
        using SmallTrainer whole = training.Trainer();
        List<byte[]> expected = Saving.Run(whole);
        for (int kill = 0; kill < expected.Count; kill++)
        {
            using SmallTrainer resumed = training.Trainer();
            resumed.RestoreState(Saving.Read(expected[kill]));
            Assert.Equal(expected[kill], Saving.Save(resumed));
            Assert.Equal(expected[(kill + 1)..], Saving.Run(resumed));
        }
    }

    [Fact]
    public void Before_the_first_batch_a_state_can_be_saved_too()
    {
        ResumeCase training = new(Dropout: 0.3);
        using SmallTrainer whole = training.Trainer();
        using SmallTrainer resumed = training.Trainer();
        resumed.RestoreState(Saving.Read(Saving.Save(whole)));
        Assert.Equal([.. whole.Run()], resumed.Run().ToArray());
    }

    [Fact]
    public void Cancelled_before_an_epoch_s_first_batch_it_goes_on_with_the_same_bits()
    {
        ResumeCase training = new(Dropout: 0.3, Scheduler: "step_lr");
        using SmallTrainer whole = training.Trainer();
        EpochMetrics[] expected = [.. whole.Run()];
        using SmallTrainer cancelled = training.Trainer();
        cancelled.RunEpoch();
        Assert.Throws<OperationCanceledException>(() => cancelled.RunEpoch(null, new CancellationToken(canceled: true)));
        TrainerState state = Saving.Read(Saving.Save(cancelled));
        Assert.Equal((1, 0), (state.Epochs.Count, state.Progress?.Losses.Samples));
        using SmallTrainer resumed = training.Trainer();
        resumed.RestoreState(state);
        Assert.Equal(expected[1..], resumed.Run().ToArray());
    }

    [Fact]
    public void A_cancelled_training_can_be_saved_where_it_was_cancelled_and_go_on_itself()
    {
        ResumeCase training = new(Dropout: 0.3);
        using SmallTrainer whole = training.Trainer();
        EpochMetrics[] expected = [.. whole.Run()];
        using CancellationTokenSource stop = new();
        using SmallTrainer cancelled = training.Trainer();
        cancelled.RunEpoch();
        Assert.Throws<OperationCanceledException>(() => cancelled.RunEpoch(new Cancelling(stop, batch: 2), stop.Token));
        TrainerState state = Saving.Read(Saving.Save(cancelled));
        Assert.Equal((1, 14), (state.Epochs.Count, state.Progress?.Losses.Samples));
        using SmallTrainer resumed = training.Trainer();
        resumed.RestoreState(state);
        Assert.Equal(expected[1..], resumed.Run().ToArray());
        Assert.Equal(expected[1..], cancelled.Run().ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_evaluation_that_was_cancelled_is_begun_again(bool eachEpoch)
    {
        ResumeCase training = new(Watch: eachEpoch ? "held out, each epoch" : "held out, at the end");
        Dataset data = new("formulas", FormulaImages.Make(25, 0), FormulaImages.Make(Trainer.MinEvaluationBatch + 1, 99), Sha256: "");
        using SmallTrainer whole = training.Trainer(epochs: 2, data: data);
        EpochMetrics[] expected = [.. whole.Run()];
        using CancellationTokenSource stop = new();
        using SmallTrainer cancelled = training.Trainer(epochs: 2, data: data);
        cancelled.RunEpoch();
        cancelled.StepObserver = new CancellingEvaluation(stop);
        Assert.Throws<OperationCanceledException>(() => cancelled.RunEpoch(null, stop.Token));
        TrainerState state = Saving.Read(Saving.Save(cancelled));
        using SmallTrainer resumed = training.Trainer(epochs: 2, data: data);
        resumed.RestoreState(state);
        Assert.Equal(expected[1..], resumed.Run().ToArray());
        Assert.Equal(expected[1..], cancelled.Run().ToArray());
        Assert.Equal(Saving.Save(whole), Saving.Save(cancelled));
    }

    private sealed class Cancelling(CancellationTokenSource stop, int batch) : ITrainingObserver
    {
        private int _batches;

        public void BatchCompleted(int epoch, int samplesDone, int samples, double meanLoss)
        {
            if (++_batches == batch)
            {
                stop.Cancel();
            }
        }

        public void EvaluationStarted(int epoch) => Assert.Fail("it was to be cancelled before");

        public void EvaluationCompleted(int epoch) => Assert.Fail("it was to be cancelled before");
    }

    private sealed class CancellingEvaluation(CancellationTokenSource stop) : IStepObserver
    {
        public void StepCompleted(in TrainingStep step)
        {
            // The evaluation is what is cancelled.
        }

        public void EvaluationBatchCompleted(int epoch, ReadOnlySpan<float> losses) => stop.Cancel();
    }
}
