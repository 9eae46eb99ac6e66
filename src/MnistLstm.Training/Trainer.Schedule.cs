using MnistLstm.Engine.Schedulers;

namespace MnistLstm.Training;

/// <content>What a schedule changes of the optimizer.</content>
public abstract partial class Trainer
{
    /// <summary>Changes the optimizer's momentum, or its first beta.</summary>
    protected virtual void SetMomentum(double momentum) => throw new NotSupportedException("this engine's momentum cannot be changed by a schedule");

    private void Follow(LrScheduler scheduler)
    {
        SetLearningRate(scheduler.LearningRate);
        if (scheduler.Momentum is { } momentum)
        {
            SetMomentum(momentum);
        }
    }
}
