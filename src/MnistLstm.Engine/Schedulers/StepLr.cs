namespace MnistLstm.Engine.Schedulers;

/// <summary><c>torch.optim.lr_scheduler.StepLR(optimizer, step_size, gamma)</c>: every <c>step_size</c> epochs the learning rate is multiplied by
/// gamma.</summary>
public sealed class StepLr : LrScheduler
{
    private readonly int _stepSize;
    private readonly double _gamma;

    /// <summary>Creates the scheduler.</summary>
    /// <param name="learningRate">The optimizer's learning rate.</param>
    /// <param name="stepSize">Epochs of one learning rate, at least 1.</param>
    /// <param name="gamma">The factor.</param>
    /// <exception cref="ArgumentOutOfRangeException">A step of no epochs.</exception>
    public StepLr(double learningRate, int stepSize, double gamma = 0.1)
        : base(learningRate, learningRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stepSize, 1);
        _stepSize = stepSize;
        _gamma = gamma;
    }

    private protected override double Next(int epoch, double rate) => epoch % _stepSize == 0 ? rate * _gamma : rate;
}
