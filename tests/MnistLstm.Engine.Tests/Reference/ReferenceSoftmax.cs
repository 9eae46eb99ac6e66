namespace MnistLstm.Engine.Tests.Reference;

/// <summary>y = exp(x) / Σ exp(x) of the features.</summary>
internal sealed class ReferenceSoftmax : ReferenceModule
{
    private double[] _y = [];

    /// <summary>log y.</summary>
    public static double[] Log(double[] x)
    {
        double max = x.Max();
        double logSum = Math.Log(x.Sum(v => Math.Exp(v - max)));
        return [.. x.Select(v => v - max - logSum)];
    }

    public override double[][] Forward(double[][] x, int sample) => [_y = [.. Log(x[0]).Select(Math.Exp)]];

    public override double[][] Backward(double[][] dy, ReferenceWeights gradients)
    {
        double mean = dy[0].Zip(_y, (d, y) => d * y).Sum();
        return [[.. dy[0].Zip(_y, (d, y) => y * (d - mean))]];
    }
}
