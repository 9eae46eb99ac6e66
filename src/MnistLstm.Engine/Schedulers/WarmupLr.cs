namespace MnistLstm.Engine.Schedulers;

/// <summary>
/// A warm-up before another scheduler: <c>torch.optim.lr_scheduler.SequentialLR(optimizer, [LinearLR(optimizer, start_factor, 1, iters), after],
/// milestones=[iters])</c>. The other one begins when the warm-up has ended.
/// </summary>
public sealed class WarmupLr : LrScheduler
{
    private readonly LinearLr _warmup;
    private readonly LrScheduler _after;
    private readonly int _iters;

    /// <summary>Creates the scheduler.</summary>
    /// <param name="after">What follows, new; its learning rate is the warm-up's, too, and so is what it is stepped by.</param>
    /// <param name="iters">Epochs, or training steps, of the warm-up, at least 1.</param>
    /// <param name="startFactor">The first rate's factor, above 0 and at most 1.</param>
    /// <exception cref="ArgumentException">What follows has begun, or follows losses, which PyTorch refuses, too.</exception>
    public WarmupLr(LrScheduler after, int iters, double startFactor = 1.0 / 3)
        : base(after?.BaseLearningRate ?? throw new ArgumentNullException(nameof(after)), after.BaseLearningRate * startFactor)
    {
        if (after.EpochsDone > 0 || after is ReduceLrOnPlateau)
        {
            throw new ArgumentException("a warm-up is followed by a new scheduler that follows no losses", nameof(after));
        }

        _warmup = new LinearLr(after.BaseLearningRate, startFactor, 1, iters);
        _after = after;
        _iters = iters;
        StepsPerEpoch = after.StepsPerEpoch;
    }

    /// <summary>A warm-up before a scheduler; the scheduler itself where it takes no time.</summary>
    /// <inheritdoc cref="WarmupLr(LrScheduler, int, double)"/>
    public static LrScheduler Before(LrScheduler after, int iters, double startFactor) => iters == 0 ? after : new WarmupLr(after, iters, startFactor);

    private protected override double Next(int epoch, double rate)
    {
        if (epoch == _iters)
        {
            return _after.Begin();
        }

        LrScheduler scheduler = epoch < _iters ? _warmup : _after;
        scheduler.Step();
        return scheduler.LearningRate;
    }
}
