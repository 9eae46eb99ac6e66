namespace MnistLstm.Engine.Kernels.Optimizers;

/// <summary>
/// One step of SGD over <see cref="Count"/> elements, scalars already rounded to float32: g = fma(wd, p, g) if it adds the decay; with a
/// buffer b = g in the first step, fma(1-dampening, g, b·momentum) later, then g = fma(momentum, b, g) with Nesterov, b without;
/// p = fma(step, g, p).
/// </summary>
internal unsafe struct SgdArgs
{
    public long Count;
    public float* Values;
    public float* Gradient;

    /// <summary>The momentum buffer; null without momentum.</summary>
    public float* Buffer;

    /// <summary>In the first step the buffer becomes the gradient itself; 0·momentum + g would make +0 of -0.</summary>
    public bool First;
    public bool Nesterov;
    public bool AddsDecay;
    public float WeightDecay;
    public float Momentum;

    /// <summary>1 - dampening.</summary>
    public float Undamped;

    /// <summary>-lr.</summary>
    public float Step;
}
