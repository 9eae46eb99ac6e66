namespace MnistLstm.Engine.Tests.Reference;

/// <summary>A function of each value by itself.</summary>
/// <param name="function">y of x.</param>
/// <param name="derivative">dy/dx of y.</param>
internal sealed class ReferenceActivation(Func<double, double> function, Func<double, double> derivative) : ReferenceModule
{
    private double[][] _y = [];

    public static ReferenceActivation Relu() => new(x => Math.Max(0, x), y => y > 0 ? 1 : 0);

    public static ReferenceActivation Tanh() => new(Math.Tanh, y => 1 - (y * y));

    public override double[][] Forward(double[][] x, int sample) => _y = [.. x.Select(row => row.Select(function).ToArray())];

    public override double[][] Backward(double[][] dy, ReferenceWeights gradients) =>
        [.. dy.Select((row, t) => row.Select((d, j) => d * derivative(_y[t][j])).ToArray())];
}
