using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Kernels.Optimizers;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Optimizers;

/// <summary>
/// <c>torch.optim.Adagrad(lr, weight_decay, eps)</c>: Duchi, Hazan and Singer, "Adaptive Subgradient Methods for Online Learning and Stochastic
/// Optimization", 2011; eps outside the root as PyTorch has it, no decay of the rate, sums from 0. With gradient g of the parameter p and s zero at first:
/// <code>
/// g = g + weight_decay·p                  (only if weight_decay is not 0)
/// s = s + g²
/// p = p - lr·g / (sqrt(s) + eps)
/// </code>
/// </summary>
public sealed unsafe class Adagrad : Optimizer
{
    private readonly NativeBuffer _sum;
    private AdagradArgs _args;

    /// <summary>Creates the optimizer, its sums zero.</summary>
    /// <param name="parameters">What is trained.</param>
    /// <param name="learningRate">lr, the step size, not negative.</param>
    /// <param name="weightDecay">The L2 penalty's factor, not negative.</param>
    /// <param name="epsilon">What is added to the root, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, NaN, or beyond float32.</exception>
    public Adagrad(ParameterSet parameters, double learningRate, double weightDecay = 0, double epsilon = 1e-10)
        : base(parameters, learningRate)
    {
        NotNegative(weightDecay, nameof(weightDecay));
        _sum = AddState("sum");
        _args = new AdagradArgs { AddsDecay = weightDecay != 0, WeightDecay = (float)weightDecay, Epsilon = AboveZero(epsilon, nameof(epsilon)) };
    }

    /// <inheritdoc/>
    public override string Name => "adagrad";

    private protected override bool Decays => _args.AddsDecay;

    private protected override void Prepare(int step) => _args.Step = (float)-LearningRate;

    private protected override void Apply(KernelSet kernels, long from, long count)
    {
        AdagradArgs args = _args;
        args.Count = count;
        args.Values = Parameters.ValuePointer + from;
        args.Gradient = Parameters.GradientPointer + from;
        args.Sum = _sum.Pointer + from;
        kernels.Adagrad(args);
    }
}
