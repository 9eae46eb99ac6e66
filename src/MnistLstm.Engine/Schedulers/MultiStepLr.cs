namespace MnistLstm.Engine.Schedulers;

/// <summary><c>torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)</c>: after so many epochs each the learning rate is multiplied by
/// gamma.</summary>
public sealed class MultiStepLr : LrScheduler
{
    private readonly HashSet<int> _milestones;
    private readonly double _gamma;

    /// <summary>Creates the scheduler.</summary>
    /// <param name="learningRate">The optimizer's learning rate.</param>
    /// <param name="milestones">The epochs after which the rate changes, each at least 1 and greater than the one before.</param>
    /// <param name="gamma">The factor.</param>
    /// <exception cref="ArgumentOutOfRangeException">A milestone below 1.</exception>
    /// <exception cref="ArgumentException">They do not ascend.</exception>
    public MultiStepLr(double learningRate, IReadOnlyList<int> milestones, double gamma = 0.1)
        : base(learningRate, learningRate)
    {
        ArgumentNullException.ThrowIfNull(milestones);
        for (int i = 0; i < milestones.Count; i++)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(milestones[i], 1, nameof(milestones));
            if (i > 0 && milestones[i] <= milestones[i - 1])
            {
                throw new ArgumentException($"milestones ascend, got {milestones[i]} after {milestones[i - 1]}", nameof(milestones));
            }
        }

        _milestones = [.. milestones];
        _gamma = gamma;
    }

    private protected override double Next(int epoch, double rate) => _milestones.Contains(epoch) ? rate * _gamma : rate;
}
