using MnistLstm.Engine.Schedulers;
using MnistLstm.Training.Data;

namespace MnistLstm.Training.Tests.Checkpoints;

/// <summary>When a training of more steps can go on from one of fewer, whether or not it would have been evaluated where that one ended.</summary>
public sealed class ContinuedStepsTests
{
    private const int Long = 17;

    private static readonly Dataset s_data = new("formulas", FormulaImages.Make(25, 0), FormulaImages.Make(9, 99), Sha256: "");

    public static TheoryData<string, string, int, int> Cases
    {
        get
        {
            TheoryData<string, string, int, int> cases = [];
            foreach (string scheduler in ResumeCase.Schedulers)
            {
                foreach (string watch in ResumeCase.Watches.Where(watch => !watch.StartsWith("best", StringComparison.Ordinal)))
                {
                    // At an evaluation, within a pass and at its end; between two, likewise; before the first.
                    cases.Add(scheduler, watch, 6, 3);
                    cases.Add(scheduler, watch, 5, 4);
                    cases.Add(scheduler, watch, 12, 5);
                    cases.Add(scheduler, watch, 2, 9);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void More_steps_go_on_from_a_finished_training(string scheduler, string watch, int steps, int every)
    {
        ResumeCase training = new("adam", scheduler, Dropout: 0.3, watch);
        TrainerState state = Finished(training, steps, every);
        using SmallTrainer scratch = Trainer(training, Long, every);
        using SmallTrainer longer = Trainer(training, Long, every);
        Assert.Null(Continuation.Obstacle(state, longer.Evaluations, training.NewScheduler(0), hooked: false, Long));
        _ = scratch.Run().Count();
        longer.RestoreState(state);
        _ = longer.Run().Count();
        Assert.Equal(scratch.History, longer.History);
        Assert.Equal(Saving.Save(scratch), Saving.Save(longer));
    }

    [Fact]
    public void Best_weights_of_an_evaluation_that_stays_are_gone_on_with_and_of_one_that_does_not_are_lost()
    {
        // Every two steps; the last row of five has one.
        ResumeCase training = new("adam", Watch: "best of all");
        TrainerState state = Finished(training, 5, 2);
        Assert.Equal(3, state.Epochs.Count);
        TrainerState better = WithLoss(state, last: 0.001);
        Assert.Equal("its best weights are those after step 5, which is not evaluated after any more",
            Continuation.Obstacle(better, 9, null, hooked: false, Long));
        using SmallTrainer refused = Trainer(training, Long, 2);
        Assert.Throws<TrainerStateException>(() => refused.RestoreState(better));
        Assert.Null(Continuation.Obstacle(better, 3, null, hooked: false, 5));
        Assert.Null(Continuation.Obstacle(WithLoss(state, last: 1000), 9, null, hooked: false, Long));
    }

    [Fact]
    public void Best_weights_go_on_where_the_last_evaluation_stays()
    {
        ResumeCase training = new("adam", Watch: "best of all");
        using SmallTrainer scratch = Trainer(training, Long, 2);
        using SmallTrainer longer = Trainer(training, Long, 2);
        longer.RestoreState(Finished(training, 6, 2));
        _ = scratch.Run().Count();
        _ = longer.Run().Count();
        Assert.Equal(Saving.Save(scratch), Saving.Save(longer));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void A_schedule_over_all_steps_begins_anew_even_where_it_began_with_the_same_rate(int steps)
    {
        // One evaluation, so that only the first step's rate is stored by itself, and that is the same however long the cycle.
        ResumeCase training = new("sgd");
        using CycledTrainer shorter = new(training, Plan(training, steps, 6), steps);
        _ = shorter.Run().Count();
        TrainerState state = Saving.Read(Saving.Save(shorter));
        using CycledTrainer longer = new(training, Plan(training, Long, 6), Long);
        Assert.EndsWith("its training steps had other learning rates than those that are planned now: the schedule depends on the number of steps",
            Assert.Throws<TrainerStateException>(() => longer.RestoreState(state)).Message, StringComparison.Ordinal);
        using CycledTrainer same = new(training, Plan(training, steps, 6), steps);
        same.RestoreState(state);
        Assert.True(same.IsDone);
    }

    [Fact]
    public void A_schedule_that_changes_the_momentum_alone_begins_anew_too()
    {
        ResumeCase training = new("adam");
        using CycledTrainer shorter = new(training, Plan(training, 5, 6), 5, momentumAlone: true);
        _ = shorter.Run().Count();
        using CycledTrainer longer = new(training, Plan(training, Long, 6), Long, momentumAlone: true);
        Assert.EndsWith("the schedule depends on the number of steps",
            Assert.Throws<TrainerStateException>(() => longer.RestoreState(shorter.SaveState())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schedule_over_the_steps_of_all_epochs_begins_anew_after_one_epoch_too()
    {
        ResumeCase training = new("sgd");
        using CycledTrainer shorter = new(training, training.Plan(1), 4);
        _ = shorter.Run().Count();
        using CycledTrainer longer = new(training, training.Plan(2), 8);
        Assert.EndsWith("the schedule depends on the number of epochs",
            Assert.Throws<TrainerStateException>(() => longer.RestoreState(shorter.SaveState())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fewer_steps_than_were_trained_cannot_be_had()
    {
        ResumeCase training = new();
        Assert.Equal("the saved state is of step 6, and 5 are planned", Continuation.Obstacle(Finished(training, 6, 3), 2, null, hooked: false, 5));
        using SmallTrainer begun = Trainer(training, 12, 5);
        begun.RunEpoch();
        TrainerState state = Saving.Read(Saving.Run(begun)[2]);
        Assert.Equal((1, 8), (state.Epochs.Count, state.Optimizer.Steps));
        Assert.Equal("the saved state is of step 8, and 7 are planned", Continuation.Obstacle(state, 2, null, hooked: false, 7));
        Assert.Null(Continuation.Obstacle(state, 2, null, hooked: false, 8));
    }

    [Fact]
    public void Epochs_and_steps_are_two_kinds()
    {
        ResumeCase training = new();
        TrainerState state = Finished(training, 6, 3);
        Assert.Equal("it was saved with 6 steps planned, now there are 4 epochs", Continuation.Obstacle(state, 4, null, hooked: false));
    }

    [Fact]
    public void Hand_written_hooks_may_look_at_the_number_of_steps()
    {
        TrainerState state = Finished(new ResumeCase(), 6, 3);
        Assert.Equal("it was saved with 6 steps planned, now there are 8, and hand-written hooks may depend on that",
            Continuation.Obstacle(state, 3, null, hooked: true, 8));
        Assert.Null(Continuation.Obstacle(state, 2, null, hooked: true, 6));
    }

    private static TrainingPlan Plan(ResumeCase training, int steps, int every) => training.Plan(0) with { Steps = steps, EvalEvery = every };

    private static SmallTrainer Trainer(ResumeCase training, int steps, int every) => new(training, s_data, 1, Plan(training, steps, every));

    private static TrainerState Finished(ResumeCase training, int steps, int every)
    {
        using SmallTrainer trainer = Trainer(training, steps, every);
        _ = trainer.Run().Count();
        return Saving.Read(Saving.Save(trainer));
    }

    private static TrainerState WithLoss(TrainerState state, double last) =>
        state with { Epochs = [.. state.Epochs.SkipLast(1), state.Epochs[^1] with { ValidationLoss = last }] };

    private sealed class CycledTrainer(ResumeCase training, TrainingPlan plan, int steps, bool momentumAlone = false) : SmallTrainer(training, s_data, 1, plan)
    {
        protected override LrScheduler? CreateScheduler() => momentumAlone
            ? new OneCycleLr(0.02, steps, divFactor: 1, finalDivFactor: 1) { StepsPerEpoch = StepsPerEpoch }
            : new OneCycleLr(0.02, steps, cycleMomentum: false) { StepsPerEpoch = StepsPerEpoch };
    }
}
