using System.Globalization;
using MnistLstm.Engine.Schedulers;
using MnistLstm.Training.Loop;

namespace MnistLstm.Training;

/// <summary>
/// Says when a training may go on from a state that was saved under a plan of more or fewer epochs, or steps. Whether seed, data, model and
/// optimizer are the same is for the caller to know (by a fingerprint that leaves out how long the training is).
/// </summary>
/// <remarks>
/// A training knows how long it is in few places only. A scheduler may be stretched over it (<c>cosine_annealing_lr</c> whose
/// <c>t_max</c> is all epochs, <c>one_cycle_lr</c>), which shows in the learning rates. <c>evaluate: at_end</c> evaluates after the last epoch, and an
/// evaluation draws from the generator that the next epoch's order comes from; the state holds that generator as it was before, too. Where steps are counted,
/// the last evaluation may come sooner after the one before than the others do: then the state holds how far those steps had come, and a longer training
/// goes on from there. And a hook is code, which may look at anything. All else (constant rates, all other schedules, that on a plateau, too, dropout, early
/// stopping, which ends a longer plan with the same epoch) goes on as it would have.
/// </remarks>
public static class Continuation
{
    /// <summary>Why going on from a state would not give the bits of a training from scratch; null when it gives them.</summary>
    /// <param name="state">The state.</param>
    /// <param name="epochs">The epochs that are planned now; where steps are counted, the evaluations.</param>
    /// <param name="scheduler">The scheduler of the plan as it is now, new; null for none.</param>
    /// <param name="hooked">Whether the trainer has hand-written hooks.</param>
    /// <param name="steps">The steps that are planned now; null where epochs are counted.</param>
    public static string? Obstacle(TrainerState state, int epochs, LrScheduler? scheduler, bool hooked, int? steps = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (steps is null != state.PlannedSteps is null)
        {
            return $"it was saved with {Planned(state.PlannedEpochs, state.PlannedSteps)} planned, now there are {Planned(epochs, steps)}";
        }

        if (state.Optimizer.Steps > steps)
        {
            return $"the saved state is of step {state.Optimizer.Steps}, and {steps} are planned";
        }

        if (LostBest(state, steps) is { } lost)
        {
            return lost;
        }

        state = Within(state, steps);
        int completed = state.Epochs.Count;
        int begun = completed + (state.Progress is null ? 0 : 1);
        if (begun > epochs)
        {
            return $"the saved state is of {(steps is null ? "epoch" : "evaluation")} {begun}, and {epochs} are planned";
        }

        if ((epochs != state.PlannedEpochs || steps != state.PlannedSteps) && hooked)
        {
            return $"it was saved with {Planned(state.PlannedEpochs, state.PlannedSteps)} planned, now there are {Planned(epochs, steps, bare: true)}, and "
                + "hand-written hooks may depend on that";
        }

        if (completed == epochs && epochs < state.PlannedEpochs && state.Epochs[^1].TestLoss is null)
        {
            return $"{(steps is null ? $"epoch {epochs}" : $"step {steps}")} is the last one now and was not evaluated{(steps is null ? "" : " after")}";
        }

        return RateObstacle(state, begun, scheduler);
    }

    /// <summary>The state as a plan of so many steps has it: where the last evaluation is not one of that plan's, in the midst of the steps to the
    /// next.</summary>
    internal static TrainerState Within(TrainerState state, int? steps) => !EndsSooner(state, steps)
        ? state
        : state with
        {
            Epochs = [.. state.Epochs.SkipLast(1)],
            Progress = state.ShortEnd,
            Random = state.RandomBeforeEvaluation ?? throw new TrainerStateException("the saved state is damaged: the random numbers before its last "
                + "evaluation are missing"),
            RandomBeforeEvaluation = null,
            RandomBeforePass = null,
            ShortEnd = null,
        };

    /// <summary>Why the best weights are not had any more; null where they are.</summary>
    internal static string? LostBest(TrainerState state, int? steps) =>
        EndsSooner(state, steps) && state.BestWeights.Count > 0 && ReferenceEquals(BestEpoch.Of(state.Epochs, restoresBest: true), state.Epochs[^1])
            ? $"its best weights are those after step {Number(state.Epochs[^1].Step)}, which is not evaluated after any more"
            : null;

    private static bool EndsSooner(TrainerState state, int? steps) => state.ShortEnd is not null && state.Epochs.Count > 0 && state.Epochs[^1].Step < steps;

    private static string Planned(int epochs, int? steps, bool bare = false) =>
        Number(steps ?? epochs) + (bare ? "" : steps is null ? " epochs" : " steps");

    private static string Number(double? number) => number?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static string? RateObstacle(TrainerState state, int begun, LrScheduler? scheduler)
    {
        int expected = scheduler is null ? 0 : begun;
        if (state.LearningRates.Count != expected)
        {
            return $"it was saved {(expected == 0 ? "with" : "without")} a scheduler of the learning rate, and now there is {(expected == 0 ? "none" : "one")}";
        }

        StepRates rates = new();
        for (int epoch = 1; epoch <= expected; epoch++)
        {
            double rate = scheduler!.LearningRate;
            if (BitConverter.DoubleToInt64Bits(rate) != BitConverter.DoubleToInt64Bits(state.LearningRates[epoch - 1]))
            {
                string begins = state.PlannedSteps is null ? $"epoch {epoch}" : $"step {(epoch == 1 ? 0 : state.Epochs[epoch - 2].Step) + 1}";
                return $"{begins} was trained with learning rate {Number(state.LearningRates[epoch - 1])}, and with what is planned now it has {Number(rate)}: "
                    + $"the schedule depends on the number of {(state.PlannedSteps is null ? "epochs" : "steps")}";
            }

            if (epoch <= state.Epochs.Count)
            {
                EpochMetrics done = state.Epochs[epoch - 1];
                ScheduleSteps.Through(scheduler, rates, EpochMetrics.StepsOf(state.Epochs, epoch - 1), done.TrainLoss, done.ValidationLoss);
            }
        }

        if (scheduler is null or { StepsPerEpoch: 0 })
        {
            return null;
        }

        ScheduleSteps.Through(scheduler, rates, state.Optimizer.Steps - scheduler.EpochsDone);
        return rates.Digest == (state.StepRates ?? 0) ? null
            : "its training steps had other learning rates than those that are planned now: the schedule depends on the number of "
                + (state.PlannedSteps is null ? "epochs" : "steps");
    }
}
