using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Reference;

/// <summary>
/// A GRU as the formulas stand in PyTorch's documentation: r, z = σ of W_ih x + b_ih + W_hh h' + b_hh;
/// n = tanh(W_in x + b_in + r (W_hn h' + b_hn)); h = (1 - z) n + z h'.
/// </summary>
internal sealed class ReferenceGru(GoldenModule module, string suffix, bool reverse, ReferenceWeights weights)
    : ReferenceDirection(module, suffix, reverse, weights)
{
    // Per time step [H]: r, z, n, and W_hn h' + b_hn.
    private (double R, double Z, double N, double Q)[][] _units = [];

    protected override void Begin(int steps) => _units = new (double, double, double, double)[steps][];

    protected override double[] Step(int t, double[] input, double[] hidden, double[] hBefore)
    {
        _units[t] = [.. Enumerable.Range(0, HiddenSize).Select(j =>
        {
            double r = Sigmoid(input[j] + hidden[j]);
            double z = Sigmoid(input[HiddenSize + j] + hidden[HiddenSize + j]);
            double q = hidden[(2 * HiddenSize) + j];
            return (r, z, Math.Tanh(input[(2 * HiddenSize) + j] + (r * q)), q);
        })];
        return [.. _units[t].Zip(hBefore, (u, h) => ((1 - u.Z) * u.N) + (u.Z * h))];
    }

    protected override (double[] DInput, double[] DHidden, double[] DDirect) StepBack(int t, double[] dh, double[] hBefore)
    {
        double[] dInput = new double[3 * HiddenSize];
        double[] dHidden = new double[3 * HiddenSize];
        double[] dDirect = new double[HiddenSize];
        for (int j = 0; j < HiddenSize; j++)
        {
            (double r, double z, double n, double q) = _units[t][j];
            double dn = dh[j] * (1 - z) * (1 - (n * n));
            dInput[j] = dHidden[j] = dn * q * r * (1 - r);
            dInput[HiddenSize + j] = dHidden[HiddenSize + j] = dh[j] * (hBefore[j] - n) * z * (1 - z);
            dInput[(2 * HiddenSize) + j] = dn;
            dHidden[(2 * HiddenSize) + j] = dn * r;
            dDirect[j] = dh[j] * z;
        }

        return (dInput, dHidden, dDirect);
    }
}
