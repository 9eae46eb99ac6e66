using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Kernels.Optimizers;
using MnistLstm.Engine.Memory;
using MnistLstm.Engine.Numerics;

namespace MnistLstm.Engine.Optimizers;

/// <summary>
/// <c>torch.optim.NAdam(lr, betas, eps, weight_decay, momentum_decay)</c>: Dozat, "Incorporating Nesterov Momentum into Adam", 2016, with an L2 penalty in the
/// gradient. In step t, with gradient g of the parameter p and m, v zero at first:
/// <code>
/// g = g + weight_decay·p                  (only if weight_decay is not 0)
/// mu = β1·(1 - 0.96^(t·momentum_decay) / 2), mu' that of t + 1, M the product of all mu so far, M' = M·mu'
/// m = m + (1 - β1)·(g - m)
/// v = β2·v + (1 - β2)·g²
/// p = p - lr·((1 - mu)/(1 - M)·g + mu'/(1 - M')·m) / (sqrt(v/(1 - β2^t)) + eps)
/// </code>
/// </summary>
public sealed unsafe class NAdam : Optimizer
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _momentumDecay;
    private readonly NativeBuffer _firstMoment;
    private readonly NativeBuffer _secondMoment;
    private NAdamArgs _args;

    // M after so many steps: a float, as PyTorch keeps it.
    private (int Steps, float Value) _product = (0, 1);

    /// <summary>Creates the optimizer, its moments zero.</summary>
    /// <param name="parameters">What is trained.</param>
    /// <param name="learningRate">lr, the step size, not negative.</param>
    /// <param name="weightDecay">The L2 penalty's factor, not negative.</param>
    /// <param name="beta1">The part of the gradients' mean that a step keeps, 0 to less than 1.</param>
    /// <param name="beta2">The part of their squares' mean that a step keeps, 0 to less than 1.</param>
    /// <param name="epsilon">What is added to the root, above 0.</param>
    /// <param name="momentumDecay">How fast mu comes to β1, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, NaN, or beyond float32.</exception>
    public NAdam(
        ParameterSet parameters, double learningRate, double weightDecay = 0, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8,
        double momentumDecay = 0.004)
        : base(parameters, learningRate)
    {
        NotNegative(weightDecay, nameof(weightDecay));
        _beta1 = BelowOne(beta1, nameof(beta1));
        _beta2 = BelowOne(beta2, nameof(beta2));
        _momentumDecay = NotNegative(momentumDecay, nameof(momentumDecay));
        Lerp lerp = Lerp.Of(beta1);
        _firstMoment = AddState("exp_avg");
        _secondMoment = AddState("exp_avg_sq");
        _args = new NAdamArgs
        {
            AddsDecay = weightDecay != 0,
            WeightDecay = (float)weightDecay,
            Weight = lerp.Weight,
            FromGradient = lerp.FromGradient,
            OneMinusBeta2 = (float)(1 - beta2),
            Beta2 = (float)beta2,
            Epsilon = AboveZero(epsilon, nameof(epsilon)),
        };
    }

    /// <inheritdoc/>
    public override string Name => "nadam";

    private protected override bool Decays => _args.AddsDecay;

    private protected override void Prepare(int step)
    {
        double mu = Mu(step);
        double next = Mu(step + 1);
        double product = Product(step);
        _args.Correction = (float)(1 - DoubleMath.Power(_beta2, step));
        _args.GradientStep = (float)(-LearningRate * (1 - mu) / (1 - product));
        _args.MomentStep = (float)(-LearningRate * next / (1 - (product * next)));
    }

    private protected override void Apply(KernelSet kernels, long from, long count)
    {
        NAdamArgs args = _args;
        args.Count = count;
        args.Values = Parameters.ValuePointer + from;
        args.Gradient = Parameters.GradientPointer + from;
        args.FirstMoment = _firstMoment.Pointer + from;
        args.SecondMoment = _secondMoment.Pointer + from;
        kernels.NAdam(args);
    }

    private double Mu(int step) => _beta1 * (1 - (0.5 * DoubleMath.PowerOf096(step * _momentumDecay)));

    // Of the step before it is known; after a restored state it is made again from the first step.
    private float Product(int step)
    {
        _product = _product.Steps < step ? _product : (0, 1);
        while (_product.Steps < step)
        {
            _product = (_product.Steps + 1, _product.Value * (float)Mu(_product.Steps + 1));
        }

        return _product.Value;
    }
}
