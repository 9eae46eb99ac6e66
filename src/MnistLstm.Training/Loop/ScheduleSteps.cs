using MnistLstm.Engine.Schedulers;

namespace MnistLstm.Training.Loop;

/// <summary>Steps a scheduler as a training does: after each epoch, with its losses where they are followed, or after each training step.</summary>
internal static class ScheduleSteps
{
    /// <summary>Sees to it that a scheduler counts the training steps that there are.</summary>
    /// <exception cref="InvalidOperationException">It counts others.</exception>
    public static void ThrowIfOther(LrScheduler? scheduler, int stepsPerEpoch)
    {
        if (scheduler is { StepsPerEpoch: > 0 and var steps } && steps != stepsPerEpoch)
        {
            throw new InvalidOperationException($"the scheduler counts {steps} training steps an epoch, and there are {stepsPerEpoch}");
        }
    }

    /// <summary>After an epoch.</summary>
    public static void AfterEpoch(LrScheduler? scheduler, double trainLoss, double? validationLoss)
    {
        if (scheduler is ReduceLrOnPlateau plateau)
        {
            plateau.Step(trainLoss, validationLoss);
        }
        else if (scheduler is { StepsPerEpoch: 0 })
        {
            scheduler.Step();
        }
    }

    /// <summary>Goes through an epoch that is done, or through the steps to an evaluation.</summary>
    /// <param name="scheduler">The scheduler.</param>
    /// <param name="rates">Takes what the steps were trained with.</param>
    /// <param name="steps">The training steps; null for those of an epoch.</param>
    /// <param name="trainLoss">The training loss.</param>
    /// <param name="validationLoss">The validation loss; null without one.</param>
    public static void Through(LrScheduler scheduler, StepRates rates, int? steps, double trainLoss, double? validationLoss)
    {
        Through(scheduler, rates, steps ?? scheduler.StepsPerEpoch);
        AfterEpoch(scheduler, trainLoss, validationLoss);
    }

    /// <summary>Goes through training steps that are done.</summary>
    public static void Through(LrScheduler scheduler, StepRates rates, long steps)
    {
        for (long step = 0; step < steps && scheduler.StepsPerEpoch > 0; step++)
        {
            rates.Add(scheduler);
            scheduler.Step();
        }
    }
}
