namespace MnistLstm.Engine.Optimizers;

/// <summary>The step of a running mean, which is PyTorch's <c>mean.lerp_(gradient, 1 - beta)</c>: from whichever end is nearer.</summary>
/// <param name="Weight">1 - beta as a float, less 1 where the step goes from the gradient's end.</param>
/// <param name="FromGradient">Whether it does: 1 - beta is 1/2 or more.</param>
internal readonly record struct Lerp(float Weight, bool FromGradient)
{
    /// <summary>That of a beta from 0 to less than 1.</summary>
    public static Lerp Of(double beta)
    {
        float weight = (float)(1 - beta);
        return weight < 0.5f ? new(weight, false) : new(weight - 1, true);
    }
}
