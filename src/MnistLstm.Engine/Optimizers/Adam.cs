using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Numerics;

namespace MnistLstm.Engine.Optimizers;

/// <summary>
/// <c>torch.optim.Adam(lr, betas=(0.9, 0.999), eps=1e-8, weight_decay)</c> (Kingma and Ba 2015), bit for bit PyTorch ≥ 2.1's
/// single-tensor path on a machine with FMA.
/// </summary>
public sealed unsafe class Adam : Optimizer
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    private readonly double _learningRate;
    private readonly NativeBuffer _firstMoment;
    private readonly NativeBuffer _secondMoment;
    private AdamArgs _args;

    /// <summary>Creates the optimizer, its moments zero.</summary>
    /// <param name="parameters">What is trained.</param>
    /// <param name="learningRate">The step size.</param>
    /// <param name="weightDecay">L2 penalty, added to the gradient.</param>
    public Adam(ParameterSet parameters, double learningRate, double weightDecay = 0)
        : base(parameters)
    {
        _learningRate = learningRate;
        _firstMoment = new NativeBuffer(parameters.TotalCount);
        _secondMoment = new NativeBuffer(parameters.TotalCount);
        _args = new AdamArgs
        {
            WeightDecay = (float)weightDecay,
            OneMinusBeta1 = (float)(1 - Beta1),
            OneMinusBeta2 = (float)(1 - Beta2),
            Beta2 = (float)Beta2,
            Epsilon = (float)Epsilon,
        };
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _firstMoment.Dispose();
        _secondMoment.Dispose();
    }

    private protected override void Prepare(int step)
    {
        _args.Step = (float)(-_learningRate / (1 - DoubleMath.Power(Beta1, step)));
        _args.Correction = (float)Math.Sqrt(1 - DoubleMath.Power(Beta2, step));
    }

    private protected override void Apply(Kernels.Kernels kernels, long from, long count)
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
