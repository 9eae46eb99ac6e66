namespace MnistLstm.Engine.Tests.Reference;

/// <summary>y = (x - mean) / sqrt(variance + 1e-5) · weight + bias, row by row.</summary>
internal sealed class ReferenceLayerNorm(string name, ReferenceWeights weights) : ReferenceModule
{
    private double[][] _normalized = [];
    private double[] _scales = [];

    public override double[][] Forward(double[][] x, int sample)
    {
        _scales = [.. x.Select(row => 1 / Math.Sqrt(row.Select(v => Math.Pow(v - row.Average(), 2)).Average() + 1e-5))];
        _normalized = [.. x.Select((row, t) => row.Select(v => (v - row.Average()) * _scales[t]).ToArray())];
        return [.. _normalized.Select(row => row.Select((v, n) => (v * weights[$"{name}.weight"][n]) + weights[$"{name}.bias"][n]).ToArray())];
    }

    public override double[][] Backward(double[][] dy, ReferenceWeights gradients)
    {
        double[][] dx = new double[dy.Length][];
        for (int t = 0; t < dy.Length; t++)
        {
            double[] normalized = _normalized[t];
            double[] g = [.. dy[t].Select((v, n) => v * weights[$"{name}.weight"][n])];
            double slope = g.Zip(normalized, (a, b) => a * b).Average();
            dx[t] = [.. g.Select((v, n) => _scales[t] * (v - g.Average() - (normalized[n] * slope)))];
            for (int n = 0; n < normalized.Length; n++)
            {
                gradients[$"{name}.weight"][n] += dy[t][n] * normalized[n];
                gradients[$"{name}.bias"][n] += dy[t][n];
            }
        }

        return dx;
    }
}
