namespace MnistLstm.Engine.Optimizers;

/// <summary>
/// <c>torch.optim.AdamW(lr, betas=(0.9, 0.999), eps=1e-8, weight_decay)</c>: Loshchilov and Hutter, "Decoupled Weight Decay
/// Regularization", 2019, algorithm 2. In step t, with gradient g of the parameter p and m, v zero at first:
/// <code>
/// p = p·(1 - lr·weight_decay)
/// m = m + (1 - β1)·(g - m)
/// v = β2·v + (1 - β2)·g²
/// p = p - lr/(1 - β1^t) · m / (sqrt(v)/sqrt(1 - β2^t) + eps)
/// </code>
/// PyTorch decays by 0.01 unless told otherwise; here nothing decays unless it is asked for.
/// </summary>
public sealed class AdamW : AdamOptimizer
{
    /// <summary>Creates the optimizer, its moments zero.</summary>
    /// <param name="parameters">What is trained.</param>
    /// <param name="learningRate">lr, the step size, not negative.</param>
    /// <param name="weightDecay">The part of a weight that it loses per step and unit of step size, not negative. PyTorch's default is 0.01.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, NaN, or beyond float32.</exception>
    public AdamW(ParameterSet parameters, double learningRate, double weightDecay = 0)
        : base(parameters, learningRate, weightDecay, decoupled: true)
    {
    }

    /// <inheritdoc/>
    public override string Name => "adamw";
}
