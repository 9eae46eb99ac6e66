using System.Globalization;
using MnistLstm.Engine.Schedulers;
using MnistLstm.Training.Loop;

namespace MnistLstm.Training;

/// <summary>
/// Says when a training may go on from a state that was saved under a plan of more or fewer epochs. Whether seed, data, model and
/// optimizer are the same is for the caller to know (by a fingerprint that leaves out the number of epochs).
/// </summary>
/// <remarks>
/// A training knows how many epochs it has in three places only. A scheduler may be stretched over them (<c>cosine_annealing_lr</c> whose
/// <c>t_max</c> is all epochs), which shows in the learning rates. <c>evaluate: at_end</c> evaluates after the last epoch, and an evaluation
/// draws from the generator that the next epoch's order comes from; the state holds that generator as it was before, too. And a hook is code,
/// which may look at anything. All else (constant rates, all other schedules, that on a plateau, too, dropout, early stopping,
/// which ends a longer plan with the same epoch) goes on as it would have.
/// </remarks>
public static class Continuation
{
    /// <summary>Why going on from a state would not give the bits of a training from scratch; null when it gives them.</summary>
    /// <param name="state">The state.</param>
    /// <param name="epochs">The epochs that are planned now.</param>
    /// <param name="scheduler">The scheduler of the plan as it is now, new; null for none.</param>
    /// <param name="hooked">Whether the trainer has hand-written hooks.</param>
    public static string? Obstacle(TrainerState state, int epochs, LrScheduler? scheduler, bool hooked)
    {
        int completed = state.Epochs.Count;
        int begun = completed + (state.Progress is null ? 0 : 1);
        if (begun > epochs)
        {
            return $"the saved state is of epoch {begun}, and {epochs} are planned";
        }

        if (epochs != state.PlannedEpochs && hooked)
        {
            return $"it was saved with {state.PlannedEpochs} epochs planned, now there are {epochs}, and hand-written hooks may depend on that";
        }

        if (completed == epochs && epochs < state.PlannedEpochs && state.Epochs[^1].TestLoss is null)
        {
            return $"epoch {epochs} is the last one now and was not evaluated";
        }

        return RateObstacle(state, begun, scheduler);
    }

    private static string? RateObstacle(TrainerState state, int begun, LrScheduler? scheduler)
    {
        int expected = scheduler is null ? 0 : begun;
        if (state.LearningRates.Count != expected)
        {
            return $"it was saved {(expected == 0 ? "with" : "without")} a scheduler of the learning rate, and now there is {(expected == 0 ? "none" : "one")}";
        }

        for (int epoch = 1; epoch <= expected; epoch++)
        {
            double rate = scheduler!.LearningRate;
            if (BitConverter.DoubleToInt64Bits(rate) != BitConverter.DoubleToInt64Bits(state.LearningRates[epoch - 1]))
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"epoch {epoch} was trained with learning rate {state.LearningRates[epoch - 1]}, and with what is planned now it has {rate}: the schedule "
                        + $"depends on the number of epochs");
            }

            if (epoch <= state.Epochs.Count)
            {
                EpochMetrics done = state.Epochs[epoch - 1];
                ScheduleSteps.Through(scheduler, EpochMetrics.StepsOf(state.Epochs, epoch - 1), done.TrainLoss, done.ValidationLoss);
            }
        }

        return null;
    }
}
