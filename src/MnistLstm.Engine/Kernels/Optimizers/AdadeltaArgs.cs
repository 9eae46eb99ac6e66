namespace MnistLstm.Engine.Kernels.Optimizers;

/// <summary>
/// One step of Adadelta over <see cref="Count"/> elements, scalars already rounded to float32: g = fma(wd, p, g) if it adds the decay;
/// v = fma((1-rho)·g, g, v·rho); d = (sqrt(u + eps) / sqrt(v + eps))·g; u = fma((1-rho)·d, d, u·rho); p = fma(step, d, p).
/// </summary>
internal unsafe struct AdadeltaArgs
{
    public long Count;
    public float* Values;
    public float* Gradient;
    public float* SquareAverage;

    /// <summary>The same average of the squared changes, u.</summary>
    public float* Changes;
    public bool AddsDecay;
    public float WeightDecay;
    public float Rho;
    public float OneMinusRho;
    public float Epsilon;

    /// <summary>-lr.</summary>
    public float Step;
}
