namespace MnistLstm.Engine.Tests.Reference;

/// <summary>
/// One layer of an LSTM in one direction over one sequence, in double, as the formulas stand in PyTorch's documentation:
/// i, f, g, o = σ, σ, tanh, σ of W_ih x + b_ih + W_hh h + b_hh; c = f c' + i g; h = o tanh(c).
/// </summary>
internal sealed class ReferenceDirection(string suffix, int inputSize, int hiddenSize, bool reverse, ReferenceWeights weights)
{
    private readonly double[] _weightIh = weights[$"lstm.weight_ih_{suffix}"];
    private readonly double[] _weightHh = weights[$"lstm.weight_hh_{suffix}"];
    private readonly double[] _biasIh = weights[$"lstm.bias_ih_{suffix}"];
    private readonly double[] _biasHh = weights[$"lstm.bias_hh_{suffix}"];

    // What the backward pass needs, per time step: x [I], gates [4H] in the order i, f, g, o, c and h [H].
    private double[][] _x = [];
    private double[][] _gates = [];
    private double[][] _c = [];
    private double[][] _h = [];

    /// <summary>x [T][I] to h [T][H]; h[t] is what this direction puts out at step t, whichever way it runs.</summary>
    public double[][] Forward(double[][] x)
    {
        int steps = x.Length;
        (_x, _gates, _c, _h) = (x, new double[steps][], new double[steps][], new double[steps][]);
        double[] h = new double[hiddenSize];
        double[] c = new double[hiddenSize];
        foreach (int t in TimeOrder(steps))
        {
            double[] gates = new double[4 * hiddenSize];
            for (int r = 0; r < gates.Length; r++)
            {
                double sum = _biasIh[r] + _biasHh[r] + Dot(_weightIh, r, x[t]) + Dot(_weightHh, r, h);
                bool isCandidate = r / hiddenSize == 2;
                gates[r] = isCandidate ? Math.Tanh(sum) : 1 / (1 + Math.Exp(-sum));
            }

            double[] previous = c;
            c = new double[hiddenSize];
            h = new double[hiddenSize];
            for (int j = 0; j < hiddenSize; j++)
            {
                (double i, double f, double g, double o) = Gates(gates, j);
                c[j] = (f * previous[j]) + (i * g);
                h[j] = o * Math.Tanh(c[j]);
            }

            (_gates[t], _c[t], _h[t]) = (gates, c, h);
        }

        return _h;
    }

    /// <summary>dh [T][H], the loss's derivative by every output, to dx [T][I]; adds the weights' derivatives to <paramref name="gradients"/>.</summary>
    public double[][] Backward(double[][] dOutput, ReferenceWeights gradients)
    {
        int steps = _x.Length;
        double[][] dx = new double[steps][];
        double[] dhNext = new double[hiddenSize];
        double[] dcNext = new double[hiddenSize];
        double[] zero = new double[hiddenSize];
        int[] order = [.. TimeOrder(steps)];
        for (int n = steps - 1; n >= 0; n--)
        {
            int t = order[n];
            double[] cBefore = n > 0 ? _c[order[n - 1]] : zero;
            double[] hBefore = n > 0 ? _h[order[n - 1]] : zero;
            double[] dGates = new double[4 * hiddenSize];
            double[] dcBefore = new double[hiddenSize];
            for (int j = 0; j < hiddenSize; j++)
            {
                (double i, double f, double g, double o) = Gates(_gates[t], j);
                double tanhC = Math.Tanh(_c[t][j]);
                double dh = dOutput[t][j] + dhNext[j];
                double dc = dcNext[j] + (dh * o * (1 - (tanhC * tanhC)));
                dGates[j] = dc * g * i * (1 - i);
                dGates[hiddenSize + j] = dc * cBefore[j] * f * (1 - f);
                dGates[(2 * hiddenSize) + j] = dc * i * (1 - (g * g));
                dGates[(3 * hiddenSize) + j] = dh * tanhC * o * (1 - o);
                dcBefore[j] = dc * f;
            }

            AddOuter(gradients[$"lstm.weight_ih_{suffix}"], dGates, _x[t]);
            AddOuter(gradients[$"lstm.weight_hh_{suffix}"], dGates, hBefore);
            AddOuter(gradients[$"lstm.bias_ih_{suffix}"], dGates, [1.0]);
            AddOuter(gradients[$"lstm.bias_hh_{suffix}"], dGates, [1.0]);
            dx[t] = TransposedProduct(_weightIh, dGates, inputSize);
            dhNext = TransposedProduct(_weightHh, dGates, hiddenSize);
            dcNext = dcBefore;
        }

        return dx;
    }

    private IEnumerable<int> TimeOrder(int steps) => Enumerable.Range(0, steps).Select(n => reverse ? steps - 1 - n : n);

    private (double I, double F, double G, double O) Gates(double[] gates, int j) =>
        (gates[j], gates[hiddenSize + j], gates[(2 * hiddenSize) + j], gates[(3 * hiddenSize) + j]);

    private static double Dot(double[] matrix, int row, double[] vector)
    {
        double sum = 0;
        for (int k = 0; k < vector.Length; k++)
        {
            sum += matrix[(row * vector.Length) + k] * vector[k];
        }

        return sum;
    }

    private static void AddOuter(double[] matrix, double[] rows, double[] columns)
    {
        for (int r = 0; r < rows.Length; r++)
        {
            for (int k = 0; k < columns.Length; k++)
            {
                matrix[(r * columns.Length) + k] += rows[r] * columns[k];
            }
        }
    }

    private static double[] TransposedProduct(double[] matrix, double[] rows, int columns)
    {
        double[] result = new double[columns];
        for (int r = 0; r < rows.Length; r++)
        {
            for (int k = 0; k < columns; k++)
            {
                result[k] += matrix[(r * columns) + k] * rows[r];
            }
        }

        return result;
    }
}
