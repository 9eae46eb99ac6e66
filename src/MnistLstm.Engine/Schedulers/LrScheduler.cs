namespace MnistLstm.Engine.Schedulers;

/// <summary>
/// A learning rate that changes from epoch to epoch, as the scheduler of the same name in <c>torch.optim.lr_scheduler</c> changes it: in double,
/// each rate made from the one before it by the same operations, so that it has the same bits.
/// </summary>
public abstract class LrScheduler
{
    private protected LrScheduler(double learningRate, double first)
    {
        BaseLearningRate = learningRate;
        LearningRate = first;
    }

    /// <summary>The optimizer's own learning rate.</summary>
    public double BaseLearningRate { get; }

    /// <summary>The learning rate of the epoch at hand.</summary>
    public double LearningRate { get; private set; }

    /// <summary>Epochs done so far.</summary>
    public int EpochsDone { get; private set; }

    /// <summary>Goes on to the next epoch, as <c>scheduler.step()</c> at the end of one.</summary>
    public void Step() => LearningRate = Next(++EpochsDone, LearningRate);

    /// <summary>The learning rate after <paramref name="epoch"/> epochs, which is PyTorch's <c>last_epoch</c>, 1 or more.</summary>
    private protected abstract double Next(int epoch, double rate);
}
