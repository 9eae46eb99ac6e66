namespace MnistLstm.Engine.Kernels.Optimizers;

/// <summary>
/// One step of Adam or AdamW over <see cref="Count"/> elements, scalars already rounded to float32:
/// p = p·shrink; g = fma(wd, p, g) if it adds the decay; m = fma(1-b1, g-m, m), or fma((1-b1)-1, g-m, g) where 1-b1 is 1/2 or more;
/// v = fma((1-b2)·g, g, v·b2); with a greatest one u = v where v is greater, u where not, and u takes v's place below;
/// p = p + (step·m) / (sqrt(v)/correction + eps).
/// </summary>
internal unsafe struct AdamArgs
{
    public long Count;
    public float* Values;
    public float* Gradient;
    public float* FirstMoment;
    public float* SecondMoment;

    /// <summary>The greatest second moment so far, for amsgrad; null without.</summary>
    public float* Greatest;

    /// <summary>AdamW's decay, 1 - lr·wd; 1 for Adam, which changes no bit.</summary>
    public float Shrink;

    /// <summary>Whether Adam's decay is there. A weight decay of 0 is no operation, not one with 0: that would make +0 of a gradient of -0.</summary>
    public bool AddsDecay;
    public float WeightDecay;

    /// <summary>1 - b1, or that less 1 where the mean is taken from the gradient's end.</summary>
    public float Weight;

    /// <summary>Whether 1 - b1 is 1/2 or more: PyTorch's lerp then goes from the gradient towards the mean.</summary>
    public bool FromGradient;
    public float OneMinusBeta2;
    public float Beta2;

    /// <summary>-lr / (1 - b1^t).</summary>
    public float Step;

    /// <summary>sqrt(1 - b2^t).</summary>
    public float Correction;
    public float Epsilon;
}
