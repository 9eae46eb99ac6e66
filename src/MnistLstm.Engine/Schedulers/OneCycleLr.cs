using MnistLstm.Engine.Numerics;

namespace MnistLstm.Engine.Schedulers;

/// <summary>
/// <c>torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr, total_steps, …)</c>: Smith and Topin, "Super-Convergence: Very Fast Training of Neural
/// Networks Using Large Learning Rates", 2018. Stepped after every training step: the rate rises from max_lr / div_factor to max_lr in pct_start of all steps
/// and falls to 1 / final_div_factor of where it began in the rest, while the momentum goes the other way.
/// </summary>
public sealed class OneCycleLr : LrScheduler
{
    private readonly Phase[] _phases;
    private readonly bool _isLinear;

    /// <summary>Creates the scheduler.</summary>
    /// <param name="learningRate">The largest rate, PyTorch's <c>max_lr</c>.</param>
    /// <param name="totalSteps">The training steps of all epochs, at least 1.</param>
    /// <param name="pctStart">The part of them in which the rate rises, from 0 to less than 1.</param>
    /// <param name="annealStrategy"><c>cos</c> or <c>linear</c>.</param>
    /// <param name="cycleMomentum">Whether the momentum, or the first beta, goes from the greatest to the least and back.</param>
    /// <param name="baseMomentum">The least.</param>
    /// <param name="maxMomentum">The greatest.</param>
    /// <param name="divFactor">What the largest rate is divided by for the first one, above 0.</param>
    /// <param name="finalDivFactor">What the first rate is divided by for the last one, above 0.</param>
    /// <param name="threePhase">Whether the rate first falls as it rose, and then on to the last one in a phase of its own.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number out of its range, or a word that is none of the two.</exception>
    /// <exception cref="ArgumentException">A phase has no length, which PyTorch divides by.</exception>
    public OneCycleLr(
        double learningRate, int totalSteps, double pctStart = 0.3, string annealStrategy = "cos", bool cycleMomentum = true, double baseMomentum = 0.85,
        double maxMomentum = 0.95, double divFactor = 25, double finalDivFactor = 1e4, bool threePhase = false)
        : base(learningRate, learningRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(totalSteps, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(pctStart);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(pctStart, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(divFactor);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(finalDivFactor);
        _isLinear = annealStrategy switch
        {
            "cos" => false,
            "linear" => true,
            _ => throw new ArgumentOutOfRangeException(nameof(annealStrategy), annealStrategy, "the strategies are 'cos' and 'linear'"),
        };
        double first = learningRate / divFactor;
        double last = first / finalDivFactor;
        double up = (pctStart * totalSteps) - 1;
        (double Least, double Greatest)? momentum = cycleMomentum ? (baseMomentum, maxMomentum) : null;
        _phases = threePhase
            ?
            [
                new(up, first, learningRate, momentum?.Greatest, momentum?.Least),
                new((2 * pctStart * totalSteps) - 2, learningRate, first, momentum?.Least, momentum?.Greatest),
                new(totalSteps - 1, first, last, momentum?.Greatest, momentum?.Greatest),
            ]
            : [new(up, first, learningRate, momentum?.Greatest, momentum?.Least), new(totalSteps - 1, learningRate, last, momentum?.Least, momentum?.Greatest)];
        if (up == 0 || _phases[^2].End == totalSteps - 1)
        {
            throw new ArgumentException($"with pctStart {pctStart} a phase of the {totalSteps} training steps has no length; choose another", nameof(pctStart));
        }

        LearningRate = At(0);
    }

    private protected override double Next(int epoch, double rate) => At(epoch);

    private double At(int step)
    {
        int at = 0;
        while (at < _phases.Length - 1 && step > _phases[at].End)
        {
            at++;
        }

        double start = at == 0 ? 0 : _phases[at - 1].End;
        double part = (step - start) / (_phases[at].End - start);
        Phase phase = _phases[at];
        Momentum = phase.FirstMomentum is { } first ? Between(first, phase.LastMomentum!.Value, part) : null;
        return Between(phase.FirstRate, phase.LastRate, part);
    }

    private double Between(double start, double end, double part) =>
        _isLinear ? ((end - start) * part) + start : end + ((start - end) / 2 * (DoubleMath.Cos(Math.PI * part) + 1));

    private sealed record Phase(double End, double FirstRate, double LastRate, double? FirstMomentum, double? LastMomentum);
}
