using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Kernels.Optimizers;
using MnistLstm.Engine.Memory;
using MnistLstm.Engine.Numerics;

namespace MnistLstm.Engine.Optimizers;

/// <summary>What <see cref="Adam"/> and <see cref="AdamW"/> share, all but the way weights decay: betas (0.9, 0.999), eps 1e-8, no amsgrad.</summary>
public abstract unsafe class AdamOptimizer : Optimizer
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    private readonly double _shrinking;
    private readonly NativeBuffer _firstMoment;
    private readonly NativeBuffer _secondMoment;
    private AdamArgs _args;

    private protected AdamOptimizer(ParameterSet parameters, double learningRate, double weightDecay, bool decoupled)
        : base(parameters, learningRate)
    {
        NotNegative(weightDecay, nameof(weightDecay));
        _shrinking = decoupled ? weightDecay : 0;
        _firstMoment = AddState("exp_avg");
        _secondMoment = AddState("exp_avg_sq");
        _args = new AdamArgs
        {
            AddsDecay = !decoupled && weightDecay != 0,
            WeightDecay = (float)weightDecay,
            OneMinusBeta1 = (float)(1 - Beta1),
            OneMinusBeta2 = (float)(1 - Beta2),
            Beta2 = (float)Beta2,
            Epsilon = (float)Epsilon,
        };
    }

    private protected override bool Decays => _args.WeightDecay != 0;

    private protected override void Prepare(int step)
    {
        _args.Shrink = (float)(1 - (LearningRate * _shrinking));
        _args.Step = (float)(-LearningRate / (1 - DoubleMath.Power(Beta1, step)));
        _args.Correction = (float)Math.Sqrt(1 - DoubleMath.Power(Beta2, step));
    }

    private protected override void Apply(KernelSet kernels, long from, long count)
    {
        AdamArgs args = _args;
        args.Count = count;
        args.Values = Parameters.ValuePointer + from;
        args.Gradient = Parameters.GradientPointer + from;
        args.FirstMoment = _firstMoment.Pointer + from;
        args.SecondMoment = _secondMoment.Pointer + from;
        kernels.Adam(args);
    }
}
