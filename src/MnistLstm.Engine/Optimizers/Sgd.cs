using System.Globalization;
using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Kernels.Optimizers;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Optimizers;

/// <summary>
/// <c>torch.optim.SGD(lr, momentum, dampening, weight_decay, nesterov)</c>: Sutskever, Martens, Dahl and Hinton, "On the importance of
/// initialization and momentum in deep learning", 2013, with the step size outside the momentum as PyTorch has it. With gradient g of the
/// parameter p:
/// <code>
/// g = g + weight_decay·p                  (only if weight_decay is not 0)
/// b = g in the first step, momentum·b + (1 - dampening)·g later      (only if momentum is not 0)
/// g = g + momentum·b with nesterov, b without        (likewise)
/// p = p - lr·g
/// </code>
/// </summary>
public sealed unsafe class Sgd : Optimizer
{
    private NativeBuffer? _buffer;
    private SgdArgs _args;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="parameters">What is trained.</param>
    /// <param name="learningRate">lr, the step size, not negative.</param>
    /// <param name="momentum">The part of the last step's direction that is kept, not negative; 0 keeps none and needs no memory.</param>
    /// <param name="nesterov">Whether to look ahead along the momentum.</param>
    /// <param name="weightDecay">The L2 penalty's factor, not negative.</param>
    /// <param name="dampening">The part of each later gradient that the momentum is not given, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, NaN, or beyond float32.</exception>
    /// <exception cref="ArgumentException">Nesterov without momentum, or with dampening.</exception>
    public Sgd(ParameterSet parameters, double learningRate, double momentum = 0, bool nesterov = false, double weightDecay = 0, double dampening = 0)
        : base(parameters, learningRate)
    {
        NotNegative(momentum, nameof(momentum));
        NotNegative(weightDecay, nameof(weightDecay));
        if (nesterov && momentum == 0)
        {
            throw new ArgumentException("nesterov needs a momentum above 0, got 0; set momentum (0.9 is usual) or leave nesterov out", nameof(nesterov));
        }

        Fraction(dampening, nameof(dampening));
        if (nesterov && dampening != 0)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"nesterov needs a dampening of 0, got {dampening}; leave one of the two out"), nameof(dampening));
        }

        _buffer = momentum != 0 ? AddState("momentum_buffer") : null;
        _args = new SgdArgs
        {
            AddsDecay = weightDecay != 0,
            WeightDecay = (float)weightDecay,
            Momentum = (float)momentum,
            Undamped = (float)(1 - dampening),
            Nesterov = nesterov,
        };
    }

    /// <inheritdoc/>
    public override string Name => "sgd";

    /// <inheritdoc/>
    public override void SetMomentum(double momentum)
    {
        _buffer ??= Steps == 0 ? AddState("momentum_buffer")
            : throw new InvalidOperationException("an optimizer without a momentum has made steps; it cannot have one now");
        _args.Momentum = (float)momentum;
    }

    private protected override bool Decays => _args.AddsDecay;

    private protected override void Prepare(int step)
    {
        _args.First = step == 1;
        _args.Step = (float)-LearningRate;
    }

    private protected override void Apply(KernelSet kernels, long from, long count)
    {
        SgdArgs args = _args;
        args.Count = count;
        args.Values = Parameters.ValuePointer + from;
        args.Gradient = Parameters.GradientPointer + from;
        args.Buffer = _buffer == null ? null : _buffer.Pointer + from;
        kernels.Sgd(args);
    }
}
