using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Kernels.Optimizers;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Optimizers;

/// <summary>
/// <c>torch.optim.Adadelta(lr, rho, eps, weight_decay)</c>: Zeiler, "ADADELTA: An Adaptive Learning Rate Method", 2012, with a step size as PyTorch has it.
/// With gradient g of the parameter p and v, u zero at first:
/// <code>
/// g = g + weight_decay·p                  (only if weight_decay is not 0)
/// v = rho·v + (1 - rho)·g²
/// d = sqrt(u + eps) / sqrt(v + eps) · g
/// u = rho·u + (1 - rho)·d²
/// p = p - lr·d
/// </code>
/// </summary>
public sealed unsafe class Adadelta : Optimizer
{
    private readonly NativeBuffer _squareAverage;
    private readonly NativeBuffer _changes;
    private AdadeltaArgs _args;

    /// <summary>Creates the optimizer, its averages zero.</summary>
    /// <param name="parameters">What is trained.</param>
    /// <param name="learningRate">lr, the step size, not negative. PyTorch's default is 1.</param>
    /// <param name="weightDecay">The L2 penalty's factor, not negative.</param>
    /// <param name="rho">The part of both means that a step keeps, 0 to 1.</param>
    /// <param name="epsilon">What is added under the roots, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, NaN, or beyond float32.</exception>
    public Adadelta(ParameterSet parameters, double learningRate, double weightDecay = 0, double rho = 0.9, double epsilon = 1e-6)
        : base(parameters, learningRate)
    {
        NotNegative(weightDecay, nameof(weightDecay));
        Fraction(rho, nameof(rho));
        _squareAverage = AddState("square_avg");
        _changes = AddState("acc_delta");
        _args = new AdadeltaArgs
        {
            AddsDecay = weightDecay != 0,
            WeightDecay = (float)weightDecay,
            Rho = (float)rho,
            OneMinusRho = (float)(1 - rho),
            Epsilon = AboveZero(epsilon, nameof(epsilon)),
        };
    }

    /// <inheritdoc/>
    public override string Name => "adadelta";

    private protected override bool Decays => _args.AddsDecay;

    private protected override void Prepare(int step) => _args.Step = (float)-LearningRate;

    private protected override void Apply(KernelSet kernels, long from, long count)
    {
        AdadeltaArgs args = _args;
        args.Count = count;
        args.Values = Parameters.ValuePointer + from;
        args.Gradient = Parameters.GradientPointer + from;
        args.SquareAverage = _squareAverage.Pointer + from;
        args.Changes = _changes.Pointer + from;
        kernels.Adadelta(args);
    }
}
