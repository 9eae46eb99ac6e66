namespace MnistLstm.Engine.Schedulers;

/// <summary>
/// <c>torch.optim.lr_scheduler.LinearLR(optimizer, start_factor, end_factor, total_iters)</c>: the learning rate times a factor that goes from
/// start_factor to end_factor in equal steps over total_iters epochs, and stays there.
/// </summary>
public sealed class LinearLr : LrScheduler
{
    private readonly double _startFactor;
    private readonly double _endFactor;
    private readonly int _totalIters;

    /// <summary>Creates the scheduler.</summary>
    /// <param name="learningRate">The optimizer's learning rate.</param>
    /// <param name="startFactor">The first epoch's factor, above 0 and at most 1.</param>
    /// <param name="endFactor">The last factor, from 0 to 1.</param>
    /// <param name="totalIters">Epochs from the one to the other, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A factor or number that PyTorch refuses, too.</exception>
    public LinearLr(double learningRate, double startFactor = 1.0 / 3, double endFactor = 1, int totalIters = 5)
        : base(learningRate, learningRate * startFactor)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(startFactor);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(startFactor, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(endFactor);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(endFactor, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(totalIters, 1);
        _startFactor = startFactor;
        _endFactor = endFactor;
        _totalIters = totalIters;
    }

    private protected override double Next(int epoch, double rate) => epoch > _totalIters
        ? rate
        : rate * (1 + ((_endFactor - _startFactor) / ((_totalIters * _startFactor) + ((epoch - 1) * (_endFactor - _startFactor)))));
}
