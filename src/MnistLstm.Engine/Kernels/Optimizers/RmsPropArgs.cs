namespace MnistLstm.Engine.Kernels.Optimizers;

/// <summary>
/// One step of RMSprop over <see cref="Count"/> elements, scalars already rounded to float32: g = fma(wd, p, g) if it adds the decay;
/// v = fma((1-a)·g, g, v·a); d = sqrt(v) + eps; without a buffer p = p + (step·g)/d; with one b = b·momentum + g/d (each operation rounded),
/// p = fma(step, b, p). The buffer starts at zero and the first step is no exception.
/// </summary>
internal unsafe struct RmsPropArgs
{
    public long Count;
    public float* Values;
    public float* Gradient;
    public float* SquareAverage;

    /// <summary>The momentum buffer; null without momentum.</summary>
    public float* Buffer;
    public bool AddsDecay;
    public float WeightDecay;
    public float Alpha;
    public float OneMinusAlpha;
    public float Epsilon;
    public float Momentum;

    /// <summary>-lr.</summary>
    public float Step;
}
