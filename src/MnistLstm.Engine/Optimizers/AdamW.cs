namespace MnistLstm.Engine.Optimizers;

/// <summary>
/// <c>torch.optim.AdamW(lr, betas, eps, weight_decay, amsgrad)</c>: Loshchilov and Hutter, "Decoupled Weight Decay
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
    /// <param name="beta1">The part of the gradients' mean that a step keeps, 0 to less than 1.</param>
    /// <param name="beta2">The part of their squares' mean that a step keeps, 0 to less than 1.</param>
    /// <param name="epsilon">What is added to the root, above 0.</param>
    /// <param name="amsgrad">Whether the greatest mean of squares so far is divided by: Reddi, Kale and Kumar, "On the Convergence of Adam and Beyond",
    /// 2018.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, NaN, or beyond float32.</exception>
    public AdamW(
        ParameterSet parameters, double learningRate, double weightDecay = 0, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8,
        bool amsgrad = false)
        : base(parameters, learningRate, weightDecay, beta1, beta2, epsilon, amsgrad, decoupled: true)
    {
    }

    /// <inheritdoc/>
    public override string Name => "adamw";
}
