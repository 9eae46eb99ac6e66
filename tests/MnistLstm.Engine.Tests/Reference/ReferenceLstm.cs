using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Reference;

/// <summary>
/// An LSTM as the formulas stand in PyTorch's documentation: i, f, g, o = σ, σ, tanh, σ of W_ih x + b_ih + W_hh h' + b_hh;
/// c = f c' + i g; h = o tanh(c).
/// </summary>
internal sealed class ReferenceLstm(GoldenModule module, string suffix, bool reverse, ReferenceWeights weights)
    : ReferenceDirection(module, suffix, reverse, weights)
{
    // Per time step [H]: i, f, g, o, c of the step before, c.
    private (double I, double F, double G, double O, double CBefore, double C)[][] _units = [];
    private double[] _c = [];
    private double[] _dc = [];

    protected override void Begin(int steps)
    {
        _units = new (double, double, double, double, double, double)[steps][];
        _c = new double[HiddenSize];
        _dc = new double[HiddenSize];
    }

    protected override double[] Step(int t, double[] input, double[] hidden, double[] hBefore)
    {
        double Sum(int gate, int j) => input[(gate * HiddenSize) + j] + hidden[(gate * HiddenSize) + j];
        _units[t] = [.. Enumerable.Range(0, HiddenSize).Select(j =>
        {
            (double i, double f, double g, double o) = (Sigmoid(Sum(0, j)), Sigmoid(Sum(1, j)), Math.Tanh(Sum(2, j)), Sigmoid(Sum(3, j)));
            return (i, f, g, o, _c[j], (f * _c[j]) + (i * g));
        })];
        _c = [.. _units[t].Select(u => u.C)];
        return [.. _units[t].Select(u => u.O * Math.Tanh(u.C))];
    }

    protected override (double[] DInput, double[] DHidden, double[] DDirect) StepBack(int t, double[] dh, double[] hBefore)
    {
        double[] dGates = new double[4 * HiddenSize];
        for (int j = 0; j < HiddenSize; j++)
        {
            (double i, double f, double g, double o, double cBefore, double c) = _units[t][j];
            double tanhC = Math.Tanh(c);
            double dc = _dc[j] + (dh[j] * o * (1 - (tanhC * tanhC)));
            dGates[j] = dc * g * i * (1 - i);
            dGates[HiddenSize + j] = dc * cBefore * f * (1 - f);
            dGates[(2 * HiddenSize) + j] = dc * i * (1 - (g * g));
            dGates[(3 * HiddenSize) + j] = dh[j] * tanhC * o * (1 - o);
            _dc[j] = dc * f;
        }

        return (dGates, dGates, new double[HiddenSize]);
    }
}
