using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Kernels.Optimizers;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Optimizers;

/// <summary>
/// <c>torch.optim.RMSprop(lr, alpha, eps, weight_decay, momentum)</c>, not centered: Hinton, "Neural Networks for Machine
/// Learning", 2012, lecture 6e; eps outside the root and the momentum as PyTorch has them. With gradient g of the parameter p and v, b zero
/// at first:
/// <code>
/// g = g + weight_decay·p                  (only if weight_decay is not 0)
/// v = alpha·v + (1 - alpha)·g²
/// p = p - lr·g / (sqrt(v) + eps)          (without momentum)
/// b = momentum·b + g / (sqrt(v) + eps)    (with momentum)
/// p = p - lr·b                            (likewise)
/// </code>
/// </summary>
public sealed unsafe class RmsProp : Optimizer
{
    private readonly NativeBuffer _squareAverage;
    private NativeBuffer? _buffer;
    private RmsPropArgs _args;

    /// <summary>Creates the optimizer, its averages zero.</summary>
    /// <param name="parameters">What is trained.</param>
    /// <param name="learningRate">lr, the step size, not negative.</param>
    /// <param name="momentum">The part of the last step's direction that is kept, not negative; 0 keeps none and needs no memory.</param>
    /// <param name="weightDecay">The L2 penalty's factor, not negative.</param>
    /// <param name="alpha">The part of the squares' mean that a step keeps, 0 to 1.</param>
    /// <param name="epsilon">What is added to the root, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, NaN, or beyond float32.</exception>
    public RmsProp(ParameterSet parameters, double learningRate, double momentum = 0, double weightDecay = 0, double alpha = 0.99, double epsilon = 1e-8)
        : base(parameters, learningRate)
    {
        NotNegative(momentum, nameof(momentum));
        NotNegative(weightDecay, nameof(weightDecay));
        Fraction(alpha, nameof(alpha));
        _squareAverage = AddState("square_avg");
        _buffer = momentum > 0 ? AddState("momentum_buffer") : null;
        _args = new RmsPropArgs
        {
            AddsDecay = weightDecay != 0,
            WeightDecay = (float)weightDecay,
            Alpha = (float)alpha,
            OneMinusAlpha = (float)(1 - alpha),
            Epsilon = AboveZero(epsilon, nameof(epsilon)),
            Momentum = (float)momentum,
        };
    }

    /// <inheritdoc/>
    public override string Name => "rmsprop";

    /// <inheritdoc/>
    public override void SetMomentum(double momentum)
    {
        _buffer ??= Steps == 0 ? AddState("momentum_buffer")
            : throw new InvalidOperationException("an optimizer without a momentum has made steps; it cannot have one now");
        _args.Momentum = (float)momentum;
    }

    private protected override bool Decays => _args.AddsDecay;

    private protected override void Prepare(int step) => _args.Step = (float)-LearningRate;

    private protected override void Apply(KernelSet kernels, long from, long count)
    {
        RmsPropArgs args = _args;
        args.Count = count;
        args.Values = Parameters.ValuePointer + from;
        args.Gradient = Parameters.GradientPointer + from;
        args.SquareAverage = _squareAverage.Pointer + from;
        args.Buffer = _buffer == null ? null : _buffer.Pointer + from;
        kernels.RmsProp(args);
    }
}
