namespace MnistLstm.Engine.Schedulers;

/// <summary>
/// A learning rate that changes from epoch to epoch, or from one training step to the next, as the scheduler of the same name in
/// <c>torch.optim.lr_scheduler</c> changes it: in double, each rate made from the one before it by the same operations, so that it has the same bits.
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

    /// <summary>The training steps of an epoch where the rate changes after each; 0 where it changes after each epoch.</summary>
    public int StepsPerEpoch { get; init; }

    /// <summary>The learning rate of the epoch at hand, or of the training step.</summary>
    public double LearningRate { get; private protected set; }

    /// <summary>The optimizer's momentum, or its first beta, of the epoch at hand, or of the training step; null where the optimizer keeps its own.</summary>
    public double? Momentum { get; private protected set; }

    /// <summary>Epochs done so far, or training steps.</summary>
    public int EpochsDone { get; private protected set; }

    /// <summary>Goes on to the next epoch, as <c>scheduler.step()</c> at the end of one.</summary>
    /// <exception cref="InvalidOperationException">The rate follows from losses, and none is given.</exception>
    public void Step() => LearningRate = Next(++EpochsDone, LearningRate);

    /// <summary>The learning rate after <paramref name="epoch"/> epochs, which is PyTorch's <c>last_epoch</c>, 1 or more.</summary>
    private protected abstract double Next(int epoch, double rate);

    /// <summary>The first rate as <c>scheduler.step(0)</c> makes it, which is how a warm-up hands over.</summary>
    private protected virtual double Begun => LearningRate;

    /// <summary>Begins where a warm-up has come to its end.</summary>
    internal double Begin() => LearningRate = Begun;
}
