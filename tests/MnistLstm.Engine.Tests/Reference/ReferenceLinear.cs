namespace MnistLstm.Engine.Tests.Reference;

/// <summary>y = W x + b, row by row.</summary>
internal sealed class ReferenceLinear(string name, ReferenceWeights weights) : ReferenceModule
{
    private double[][] _x = [];

    public override double[][] Forward(double[][] x, int sample)
    {
        _x = x;
        double[] weight = weights[$"{name}.weight"];
        return [.. x.Select(row => weights[$"{name}.bias"].Select((bias, k) => bias + row.Select((v, j) => weight[(k * row.Length) + j] * v).Sum()).ToArray())];
    }

    public override double[][] Backward(double[][] dy, ReferenceWeights gradients)
    {
        double[] weight = weights[$"{name}.weight"];
        double[][] dx = [.. _x.Select(row => new double[row.Length])];
        for (int t = 0; t < dy.Length; t++)
        {
            for (int k = 0; k < dy[t].Length; k++)
            {
                gradients[$"{name}.bias"][k] += dy[t][k];
                for (int j = 0; j < dx[t].Length; j++)
                {
                    gradients[$"{name}.weight"][(k * dx[t].Length) + j] += dy[t][k] * _x[t][j];
                    dx[t][j] += dy[t][k] * weight[(k * dx[t].Length) + j];
                }
            }
        }

        return dx;
    }
}
