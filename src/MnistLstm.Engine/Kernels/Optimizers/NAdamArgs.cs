namespace MnistLstm.Engine.Kernels.Optimizers;

/// <summary>
/// One step of NAdam over <see cref="Count"/> elements, scalars already rounded to float32: g = fma(wd, p, g) if it adds the decay; m as
/// <see cref="AdamArgs"/> has it; v = fma((1-b2)·g, g, v·b2); d = sqrt(v / correction) + eps; p = p + (gradientStep·g) / d, then
/// p = p + (momentStep·m) / d.
/// </summary>
internal unsafe struct NAdamArgs
{
    public long Count;
    public float* Values;
    public float* Gradient;
    public float* FirstMoment;
    public float* SecondMoment;
    public bool AddsDecay;
    public float WeightDecay;

    /// <summary>As <see cref="AdamArgs.Weight"/>.</summary>
    public float Weight;

    /// <summary>As <see cref="AdamArgs.FromGradient"/>.</summary>
    public bool FromGradient;
    public float OneMinusBeta2;
    public float Beta2;

    /// <summary>1 - b2^t.</summary>
    public float Correction;
    public float Epsilon;

    /// <summary>-lr·(1 - mu) / (1 - the product of all mu).</summary>
    public float GradientStep;

    /// <summary>-lr·(the next mu) / (1 - the product with it).</summary>
    public float MomentStep;
}
