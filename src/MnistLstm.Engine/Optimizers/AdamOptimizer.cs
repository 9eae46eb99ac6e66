using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Kernels.Optimizers;
using MnistLstm.Engine.Memory;
using MnistLstm.Engine.Numerics;

namespace MnistLstm.Engine.Optimizers;

/// <summary>What <see cref="Adam"/> and <see cref="AdamW"/> share, all but the way weights decay.</summary>
public abstract unsafe class AdamOptimizer : Optimizer
{
    private double _beta1;
    private readonly double _beta2;
    private readonly double _shrinking;
    private readonly NativeBuffer _firstMoment;
    private readonly NativeBuffer _secondMoment;
    private readonly NativeBuffer? _greatest;
    private AdamArgs _args;

    private protected AdamOptimizer(
        ParameterSet parameters, double learningRate, double weightDecay, double beta1, double beta2, double epsilon, bool amsgrad, bool decoupled)
        : base(parameters, learningRate)
    {
        NotNegative(weightDecay, nameof(weightDecay));
        _beta1 = BelowOne(beta1, nameof(beta1));
        _beta2 = BelowOne(beta2, nameof(beta2));
        Lerp lerp = Lerp.Of(beta1);
        _shrinking = decoupled ? weightDecay : 0;
        _firstMoment = AddState("exp_avg");
        _secondMoment = AddState("exp_avg_sq");
        _greatest = amsgrad ? AddState("max_exp_avg_sq") : null;
        _args = new AdamArgs
        {
            AddsDecay = !decoupled && weightDecay != 0,
            WeightDecay = (float)weightDecay,
            Weight = lerp.Weight,
            FromGradient = lerp.FromGradient,
            OneMinusBeta2 = (float)(1 - beta2),
            Beta2 = (float)beta2,
            Epsilon = AboveZero(epsilon, nameof(epsilon)),
        };
    }

    /// <inheritdoc/>
    public override void SetMomentum(double momentum)
    {
        Lerp lerp = Lerp.Of(momentum);
        (_beta1, _args.Weight, _args.FromGradient) = (momentum, lerp.Weight, lerp.FromGradient);
    }

    private protected override bool Decays => _args.WeightDecay != 0;

    private protected override void Prepare(int step)
    {
        _args.Shrink = (float)(1 - (LearningRate * _shrinking));
        _args.Step = (float)(-LearningRate / (1 - DoubleMath.Power(_beta1, step)));
        _args.Correction = (float)Math.Sqrt(1 - DoubleMath.Power(_beta2, step));
    }

    private protected override void Apply(KernelSet kernels, long from, long count)
    {
        AdamArgs args = _args;
        args.Count = count;
        args.Values = Parameters.ValuePointer + from;
        args.Gradient = Parameters.GradientPointer + from;
        args.FirstMoment = _firstMoment.Pointer + from;
        args.SecondMoment = _secondMoment.Pointer + from;
        args.Greatest = _greatest == null ? null : _greatest.Pointer + from;
        kernels.Adam(args);
    }
}
