using MnistLstm.Engine.Numerics;

namespace MnistLstm.Engine.Schedulers;

/// <summary>
/// <c>torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max, eta_min)</c>: from the learning rate down to eta_min in T_max epochs along half
/// a cosine, and up again in the next T_max. Loshchilov and Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", 2017, without restarts.
/// </summary>
public sealed class CosineAnnealingLr : LrScheduler
{
    private readonly int _tMax;
    private readonly double _etaMin;

    /// <summary>Creates the scheduler.</summary>
    /// <param name="learningRate">The optimizer's learning rate.</param>
    /// <param name="tMax">Epochs until the least learning rate, at least 1.</param>
    /// <param name="etaMin">The least learning rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">No epochs.</exception>
    public CosineAnnealingLr(double learningRate, int tMax, double etaMin = 0)
        : base(learningRate, learningRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tMax, 1);
        _tMax = tMax;
        _etaMin = etaMin;
    }

    private protected override double Begun => _etaMin + (BaseLearningRate - _etaMin);

    // The formula that makes a rate from the last one divides by 0 where that one was the least.
    private protected override double Next(int epoch, double rate) => (epoch - 1L - _tMax) % (2L * _tMax) == 0
        ? rate + ((BaseLearningRate - _etaMin) * (1 - DoubleMath.Cos(Math.PI / _tMax)) / 2)
        : ((1 + DoubleMath.Cos(Math.PI * epoch / _tMax)) / (1 + DoubleMath.Cos(Math.PI * (epoch - 1) / _tMax)) * (rate - _etaMin)) + _etaMin;
}
