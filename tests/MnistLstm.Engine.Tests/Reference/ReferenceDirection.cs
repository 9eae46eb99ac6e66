using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Reference;

/// <summary>One recurrent layer in one direction over one sequence, in double: the way through time. The formulas of a step are the subclasses'.</summary>
internal abstract class ReferenceDirection
{
    private readonly string _suffix;
    private readonly string _prefix;
    private readonly bool _reverse;
    private readonly bool _bias;
    private readonly ReferenceWeights _weights;
    private double[][] _x = [];
    private double[][] _h = [];

    protected ReferenceDirection(GoldenModule module, string suffix, bool reverse, ReferenceWeights weights)
    {
        (_prefix, _suffix, HiddenSize, _reverse, _bias, _weights) = (module.Name, suffix, module.Size, reverse, module.Bias, weights);
    }

    protected int HiddenSize { get; }

    public static ReferenceDirection Of(GoldenModule module, string suffix, bool reverse, ReferenceWeights weights) => module.Kind switch
    {
        "lstm" => new ReferenceLstm(module, suffix, reverse, weights),
        "gru" => new ReferenceGru(module, suffix, reverse, weights),
        "rnn" => new ReferenceRnn(module, suffix, reverse, weights),
        _ => throw new ArgumentException($"expected lstm, gru or rnn, got {module.Kind}", nameof(module)),
    };

    /// <summary>x [T][I] to h [T][H]; h[t] is what this direction puts out at step t, whichever way it runs.</summary>
    public double[][] Forward(double[][] x)
    {
        (_x, _h) = (x, new double[x.Length][]);
        Begin(x.Length);
        double[] h = new double[HiddenSize];
        foreach (int t in TimeOrder(x.Length))
        {
            h = Step(t, Affine("ih", x[t]), Affine("hh", h), h);
            _h[t] = h;
        }

        return _h;
    }

    /// <summary>dh [T][H], the loss's derivative by every output, to dx [T][I]; adds the weights' derivatives to <paramref name="gradients"/>.</summary>
    public double[][] Backward(double[][] dOutput, ReferenceWeights gradients)
    {
        double[][] dx = new double[_x.Length][];
        double[] dhLater = new double[HiddenSize];
        int[] order = [.. TimeOrder(_x.Length)];
        for (int n = order.Length - 1; n >= 0; n--)
        {
            int t = order[n];
            double[] hBefore = n > 0 ? _h[order[n - 1]] : new double[HiddenSize];
            double[] dh = [.. dOutput[t].Zip(dhLater, (a, b) => a + b)];
            (double[] dInput, double[] dHidden, double[] dDirect) = StepBack(t, dh, hBefore);
            AddOuter(gradients[Name("weight_ih")], dInput, _x[t]);
            AddOuter(gradients[Name("weight_hh")], dHidden, hBefore);
            if (_bias)
            {
                AddOuter(gradients[Name("bias_ih")], dInput, [1.0]);
                AddOuter(gradients[Name("bias_hh")], dHidden, [1.0]);
            }

            dx[t] = TransposedProduct(_weights[Name("weight_ih")], dInput, _x[t].Length);
            dhLater = [.. TransposedProduct(_weights[Name("weight_hh")], dHidden, HiddenSize).Zip(dDirect, (a, b) => a + b)];
        }

        return dx;
    }

    /// <summary>A sequence of so many steps begins.</summary>
    protected abstract void Begin(int steps);

    /// <summary>h of step t, from W_ih x + b_ih, W_hh h' + b_hh and h'.</summary>
    protected abstract double[] Step(int t, double[] input, double[] hidden, double[] hBefore);

    /// <summary>The derivatives by both sums and, past them, by h', from that by h. Called last step first.</summary>
    protected abstract (double[] DInput, double[] DHidden, double[] DDirect) StepBack(int t, double[] dh, double[] hBefore);

    protected static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private string Name(string kind) => $"{_prefix}.{kind}_{_suffix}";

    private IEnumerable<int> TimeOrder(int steps) => Enumerable.Range(0, steps).Select(n => _reverse ? steps - 1 - n : n);

    private double[] Affine(string side, double[] vector)
    {
        double[] matrix = _weights[Name($"weight_{side}")];
        double[] sums = _bias ? [.. _weights[Name($"bias_{side}")]] : new double[matrix.Length / vector.Length];
        for (int r = 0; r < sums.Length; r++)
        {
            for (int k = 0; k < vector.Length; k++)
            {
                sums[r] += matrix[(r * vector.Length) + k] * vector[k];
            }
        }

        return sums;
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
