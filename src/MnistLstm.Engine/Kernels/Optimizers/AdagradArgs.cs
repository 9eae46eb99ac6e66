namespace MnistLstm.Engine.Kernels.Optimizers;

/// <summary>
/// One step of Adagrad over <see cref="Count"/> elements, scalars already rounded to float32: g = fma(wd, p, g) if it adds the decay;
/// s = fma(g, g, s); p = p + (step·g) / (sqrt(s) + eps).
/// </summary>
internal unsafe struct AdagradArgs
{
    public long Count;
    public float* Values;
    public float* Gradient;
    public float* Sum;
    public bool AddsDecay;
    public float WeightDecay;
    public float Epsilon;

    /// <summary>-lr.</summary>
    public float Step;
}
