using MnistLstm.Engine.Numerics;

namespace MnistLstm.Engine.Schedulers;

/// <summary>
/// <c>torch.optim.lr_scheduler.CosineAnnealingWarmRestarts(optimizer, T_0, T_mult, eta_min)</c>: along half a cosine down to eta_min in T_0 epochs, then from
/// the learning rate again in T_mult times as many, and so on. Loshchilov and Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", 2017.
/// </summary>
public sealed class CosineAnnealingWarmRestarts : LrScheduler
{
    private readonly int _tMult;
    private readonly double _etaMin;
    private long _period;
    private long _done;

    /// <summary>Creates the scheduler.</summary>
    /// <param name="learningRate">The optimizer's learning rate.</param>
    /// <param name="t0">Epochs until the first restart, at least 1.</param>
    /// <param name="tMult">How many times as long each next one takes, at least 1.</param>
    /// <param name="etaMin">The least learning rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number that PyTorch refuses, too.</exception>
    public CosineAnnealingWarmRestarts(double learningRate, int t0, int tMult = 1, double etaMin = 0)
        : base(learningRate, etaMin + (learningRate - etaMin))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(t0, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(tMult, 1);
        _period = t0;
        _tMult = tMult;
        _etaMin = etaMin;
    }

    private protected override double Next(int epoch, double rate)
    {
        if (++_done >= _period)
        {
            _done -= _period;
            _period *= _tMult;
        }

        return _etaMin + ((BaseLearningRate - _etaMin) * (1 + DoubleMath.Cos(Math.PI * _done / _period)) / 2);
    }
}
