namespace MnistLstm.Engine.Kernels;

/// <summary>
/// One Adam step over <see cref="Count"/> elements, scalars already rounded to float32:
/// g = fma(wd, p, g); m = fma(1-b1, g-m, m); v = fma((1-b2)·g, g, v·b2); p = p + (step·m) / (sqrt(v)/correction + eps).
/// </summary>
internal unsafe struct AdamArgs
{
    public long Count;
    public float* Values;
    public float* Gradient;
    public float* FirstMoment;
    public float* SecondMoment;
    public float WeightDecay;
    public float OneMinusBeta1;
    public float OneMinusBeta2;
    public float Beta2;
    public float Step;
    public float Correction;
    public float Epsilon;
}
