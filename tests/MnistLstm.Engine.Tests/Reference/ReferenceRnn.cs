using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Reference;

/// <summary>A plain recurrent layer: h = tanh(W_ih x + b_ih + W_hh h' + b_hh), or ReLU in tanh's place.</summary>
internal sealed class ReferenceRnn(GoldenModule module, string suffix, bool reverse, ReferenceWeights weights)
    : ReferenceDirection(module, suffix, reverse, weights)
{
    private readonly bool _relu = module.Relu;
    private double[][] _h = [];

    protected override void Begin(int steps) => _h = new double[steps][];

    protected override double[] Step(int t, double[] input, double[] hidden, double[] hBefore) =>
        _h[t] = [.. input.Zip(hidden, (a, b) => _relu ? Math.Max(a + b, 0) : Math.Tanh(a + b))];

    protected override (double[] DInput, double[] DHidden, double[] DDirect) StepBack(int t, double[] dh, double[] hBefore)
    {
        double[] d = [.. dh.Zip(_h[t], (dj, h) => dj * (!_relu ? 1 - (h * h) : h > 0 ? 1 : 0))];
        return (d, d, new double[HiddenSize]);
    }
}
