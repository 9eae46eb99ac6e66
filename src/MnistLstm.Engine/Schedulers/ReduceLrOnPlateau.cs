namespace MnistLstm.Engine.Schedulers;

/// <summary>
/// <c>torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, factor=…, patience=…, threshold=…, threshold_mode=…, cooldown=…, min_lr=…)</c>, mode "min", eps
/// 1e-8: when the loss has not fallen below its least one for more than patience epochs, the learning rate is multiplied by the factor.
/// </summary>
public sealed class ReduceLrOnPlateau : LrScheduler
{
    private const double LeastChange = 1e-8;

    private readonly double _factor;
    private readonly int _patience;
    private readonly double _threshold;
    private readonly bool _relative;
    private readonly int _cooldown;
    private readonly double _minLr;
    private double? _loss;
    private double _best = double.PositiveInfinity;
    private int _bad;
    private int _cooling;

    /// <summary>Creates the scheduler.</summary>
    /// <param name="learningRate">The optimizer's learning rate.</param>
    /// <param name="factor">What the rate is multiplied by, above 0 and below 1.</param>
    /// <param name="patience">Epochs without a new least loss that are let pass, at least 0.</param>
    /// <param name="threshold">How far below the least loss a new one must be, not negative.</param>
    /// <param name="thresholdMode"><c>rel</c>: as a part of it. <c>abs</c>: by so much.</param>
    /// <param name="cooldown">Epochs after a change in which none is counted, at least 0.</param>
    /// <param name="minLr">The least learning rate, not negative.</param>
    /// <param name="monitor">Which loss is followed: <c>validation_loss</c>, <c>train_loss</c>, or with <c>auto</c> the first where there is one, else the
    /// second.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number out of its range, or an unknown word.</exception>
    public ReduceLrOnPlateau(
        double learningRate, double factor = 0.1, int patience = 10, double threshold = 1e-4, string thresholdMode = "rel", int cooldown = 0, double minLr = 0,
        string monitor = "auto")
        : base(learningRate, learningRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(factor);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(factor, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(patience);
        ArgumentOutOfRangeException.ThrowIfNegative(threshold);
        ArgumentOutOfRangeException.ThrowIfNegative(cooldown);
        ArgumentOutOfRangeException.ThrowIfNegative(minLr);
        _relative = thresholdMode switch
        {
            "rel" => true,
            "abs" => false,
            _ => throw new ArgumentOutOfRangeException(nameof(thresholdMode), thresholdMode, "expected 'rel' or 'abs'"),
        };
        Monitor = monitor is "auto" or "validation_loss" or "train_loss"
            ? monitor
            : throw new ArgumentOutOfRangeException(nameof(monitor), monitor, "expected 'auto', 'validation_loss' or 'train_loss'");
        (_factor, _patience, _threshold, _cooldown, _minLr) = (factor, patience, threshold, cooldown, minLr);
    }

    /// <summary>Which loss is followed, a word of the constructor's.</summary>
    public string Monitor { get; }

    /// <summary>Goes on to the next epoch.</summary>
    /// <param name="trainLoss">The loss of the epoch's training.</param>
    /// <param name="validationLoss">That of the held-out samples after it; null where there is none.</param>
    /// <exception cref="InvalidOperationException">The loss that is followed is not given.</exception>
    public void Step(double trainLoss, double? validationLoss)
    {
        _loss = Monitor switch
        {
            "train_loss" => trainLoss,
            "auto" => validationLoss ?? trainLoss,
            _ => validationLoss,
        };
        Step();
        _loss = null;
    }

    private protected override double Next(int epoch, double rate)
    {
        double loss = _loss ?? throw new InvalidOperationException("the learning rate follows the losses, and none is given");
        if (loss < (_relative ? _best * (1 - _threshold) : _best - _threshold))
        {
            _best = loss;
            _bad = 0;
        }
        else
        {
            _bad++;
        }

        if (_cooling > 0)
        {
            _cooling--;
            _bad = 0;
        }

        if (_bad <= _patience)
        {
            return rate;
        }

        _cooling = _cooldown;
        _bad = 0;
        double lower = Math.Max(rate * _factor, _minLr);
        return rate - lower > LeastChange ? lower : rate;
    }
}
