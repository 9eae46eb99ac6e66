namespace MnistLstm.Engine.Optimizers;

/// <summary>
/// <c>torch.optim.Adam(lr, betas=(0.9, 0.999), eps=1e-8, weight_decay)</c>: Kingma and Ba, "Adam: A Method for Stochastic Optimization",
/// 2015, algorithm 1, with an L2 penalty in the gradient. In step t, with gradient g of the parameter p and m, v zero at first:
/// <code>
/// g = g + weight_decay·p                  (only if weight_decay is not 0)
/// m = m + (1 - β1)·(g - m)
/// v = β2·v + (1 - β2)·g²
/// p = p - lr/(1 - β1^t) · m / (sqrt(v)/sqrt(1 - β2^t) + eps)
/// </code>
/// </summary>
public sealed class Adam : AdamOptimizer
{
    /// <summary>Creates the optimizer, its moments zero.</summary>
    /// <param name="parameters">What is trained.</param>
    /// <param name="learningRate">lr, the step size, not negative.</param>
    /// <param name="weightDecay">The L2 penalty's factor, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, NaN, or beyond float32.</exception>
    public Adam(ParameterSet parameters, double learningRate, double weightDecay = 0)
        : base(parameters, learningRate, weightDecay, decoupled: false)
    {
    }

    /// <inheritdoc/>
    public override string Name => "adam";
}
