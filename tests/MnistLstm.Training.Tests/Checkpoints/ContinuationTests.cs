using MnistLstm.Engine.Modules;

namespace MnistLstm.Training.Tests.Checkpoints;

/// <summary>When a training of more epochs can go on from one of fewer: then it has the bits of a training from scratch, and else it says why not.</summary>
public sealed class ContinuationTests
{
    private const int Short = 2;
    private const int Long = 4;

    public static TheoryData<string, string> Cases
    {
        get
        {
            TheoryData<string, string> cases = [];
            foreach (string scheduler in ResumeCase.Schedulers)
            {
                foreach (string watch in ResumeCase.Watches)
                {
                    cases.Add(scheduler, watch);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void More_epochs_go_on_from_a_finished_training(string scheduler, string watch)
    {
        ResumeCase training = new("sgd with momentum", scheduler, Dropout: 0.3, watch);
        TrainerState state = Finished(training, Short);
        Assert.Null(Continuation.Obstacle(state, Long, training.NewScheduler(Long), hooked: false));
        using SmallTrainer scratch = training.Trainer(epochs: Long);
        using SmallTrainer longer = training.Trainer(epochs: Long);
        _ = scratch.Run().Count();
        longer.RestoreState(state);
        _ = longer.Run().Count();
        Assert.Equal(scratch.History, longer.History);
        Assert.Equal(Saving.Save(scratch), Saving.Save(longer));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void More_epochs_go_on_from_the_middle_of_an_epoch(string scheduler, string watch)
    {
        ResumeCase training = new("rmsprop", scheduler, Dropout: 0.3, watch);
        using SmallTrainer scratch = training.Trainer(epochs: Long);
        _ = scratch.Run().Count();
        using SmallTrainer watched = training.Trainer(epochs: Short);
        List<byte[]> checkpoints = Saving.Run(watched);
        foreach (byte[] checkpoint in checkpoints)
        {
            using SmallTrainer longer = training.Trainer(epochs: Long);
            longer.RestoreState(Saving.Read(checkpoint));
            _ = longer.Run().Count();
            Assert.Equal(scratch.History, longer.History);
        }
    }

    [Theory]
    [InlineData("each epoch")]
    [InlineData("at the end")]
    public void A_schedule_over_all_epochs_begins_anew(string watch)
    {
        ResumeCase training = new(Scheduler: "cosine_annealing_lr over all epochs", Watch: watch);
        TrainerState state = Finished(training, Short);
        string? obstacle = Continuation.Obstacle(state, Long, training.NewScheduler(Long), hooked: false);
        Assert.StartsWith("epoch 2 was trained with learning rate 0.01", obstacle, StringComparison.Ordinal);
        Assert.EndsWith("the schedule depends on the number of epochs", obstacle, StringComparison.Ordinal);
        using SmallTrainer longer = training.Trainer(epochs: Long);
        Assert.Throws<TrainerStateException>(() => longer.RestoreState(state));
        Assert.Null(Continuation.Obstacle(state, Short, training.NewScheduler(Short), hooked: false));
    }

    [Fact]
    public void After_one_epoch_even_that_schedule_has_had_the_same_rates()
    {
        ResumeCase training = new(Scheduler: "cosine_annealing_lr over all epochs");
        using SmallTrainer scratch = training.Trainer(epochs: Long);
        using SmallTrainer longer = training.Trainer(epochs: Long);
        longer.RestoreState(Finished(training, epochs: 1));
        _ = scratch.Run().Count();
        _ = longer.Run().Count();
        Assert.Equal(scratch.History, longer.History);
    }

    [Fact]
    public void Hand_written_hooks_may_look_at_the_number_of_epochs()
    {
        TrainerState state = Finished(new ResumeCase(), Short);
        Assert.Equal("it was saved with 2 epochs planned, now there are 4, and hand-written hooks may depend on that",
            Continuation.Obstacle(state, Long, null, hooked: true));
        Assert.Null(Continuation.Obstacle(state, Short, null, hooked: true));
    }

    [Fact]
    public void A_scheduler_more_or_less_is_another_training()
    {
        ResumeCase training = new(Scheduler: "step_lr");
        Assert.Equal("it was saved with a scheduler of the learning rate, and now there is none",
            Continuation.Obstacle(Finished(training, Short), Long, null, hooked: false));
        Assert.Equal(
            "it was saved without a scheduler of the learning rate, and now there is one",
            Continuation.Obstacle(Finished(new ResumeCase(), Short), Long, training.NewScheduler(Long), hooked: false));
    }

    [Fact]
    public void Fewer_epochs_than_were_trained_cannot_be_had() =>
        Assert.Equal("the saved state is of epoch 4, and 2 are planned", Continuation.Obstacle(Finished(new ResumeCase(), Long), Short, null, hooked: false));

    [Fact]
    public void Fewer_epochs_than_were_planned_can_be_had_where_the_last_one_was_evaluated()
    {
        ResumeCase training = new();
        using SmallTrainer scratch = training.Trainer(epochs: Short);
        _ = scratch.Run().Count();
        using SmallTrainer shorter = training.Trainer(epochs: Short);
        shorter.RestoreState(After(training, Long, epochs: Short));
        Assert.Equal((true, Short), (shorter.IsDone, shorter.EpochsCompleted));
        Assert.Equal(scratch.History, shorter.History);

        TrainerState unevaluated = After(new ResumeCase(Watch: "at the end"), Long, epochs: Short);
        Assert.Equal("epoch 2 is the last one now and was not evaluated", Continuation.Obstacle(unevaluated, Short, null, hooked: false));
    }

    private static TrainerState Finished(ResumeCase training, int epochs) => After(training, epochs, epochs);

    private static TrainerState After(ResumeCase training, int planned, int epochs)
    {
        using SmallTrainer trainer = training.Trainer(epochs: planned);
        while (!trainer.IsDone && trainer.EpochsCompleted < epochs)
        {
            trainer.RunEpoch();
        }

        return Saving.Read(Saving.Save(trainer));
    }
}
