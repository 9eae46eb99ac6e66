using MnistLstm.Engine;
using MnistLstm.Engine.Modules;

namespace MnistLstm.Runner.Predictions;

/// <summary>
/// One direction of a recurrent layer over one sequence, by PyTorch's formulas in double precision, step by step: for looking at, and a second
/// opinion on what the kernels give.
/// </summary>
/// <param name="Layer">The layer, from 0.</param>
/// <param name="Reverse">Whether it reads the sequence from its end.</param>
/// <param name="Output">Its hidden state at each time step of the sequence, [T, H].</param>
internal sealed record TracedDirection(int Layer, bool Reverse, double[][] Output)
{
    /// <summary>What <c>output[:, -1, :]</c> has of it.</summary>
    public double[] AtLastStep => Output[^1];

    /// <summary>What <c>h_n</c> has of it: the state after the last step that it reads.</summary>
    public double[] FinalState => Reverse ? Output[0] : Output[^1];

    /// <summary>Reads a sequence.</summary>
    /// <param name="module">The module.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="reverse">From its end.</param>
    /// <param name="steps">The sequence, [T, I].</param>
    public static TracedDirection Of(Recurrent module, int layer, bool reverse, double[][] steps)
    {
        string suffix = $"_l{layer.ToString(System.Globalization.CultureInfo.InvariantCulture)}{(reverse ? "_reverse" : "")}";
        Parameter weightIh = module["weight_ih" + suffix];
        Parameter weightHh = module["weight_hh" + suffix];
        Parameter? biasIh = module.Bias ? module["bias_ih" + suffix] : null;
        Parameter? biasHh = module.Bias ? module["bias_hh" + suffix] : null;
        double[] hidden = new double[module.HiddenSize];
        double[] cell = new double[module.HiddenSize];
        double[][] output = new double[steps.Length][];
        for (int i = 0; i < steps.Length; i++)
        {
            int t = reverse ? steps.Length - 1 - i : i;
            double[] fromInput = Affine(weightIh, biasIh, steps[t]);
            double[] fromHidden = Affine(weightHh, biasHh, hidden);
            hidden = module switch
            {
                Lstm => LstmStep(fromInput, fromHidden, cell),
                Gru => GruStep(fromInput, fromHidden, hidden),
                Rnn { Relu: true } => [.. fromInput.Zip(fromHidden, (a, b) => Math.Max(0, a + b))],
                Rnn => [.. fromInput.Zip(fromHidden, (a, b) => Math.Tanh(a + b))],
                _ => throw new NotSupportedException($"{module} has no formula here"),
            };
            output[t] = hidden;
        }

        return new TracedDirection(layer, reverse, output);
    }

    /// <summary>W·x + b, or W·x without a b.</summary>
    public static double[] Affine(Parameter weight, Parameter? bias, double[] x)
    {
        double[] y = new double[weight.Shape[0]];
        for (int row = 0; row < y.Length; row++)
        {
            double sum = bias is null ? 0 : bias.Values[row];
            for (int column = 0; column < x.Length; column++)
            {
                sum += weight.Values[(row * x.Length) + column] * x[column];
            }

            y[row] = sum;
        }

        return y;
    }

    // Gates i, f, g, o.
    private static double[] LstmStep(double[] a, double[] b, double[] cell)
    {
        int size = cell.Length;
        double[] hidden = new double[size];
        for (int j = 0; j < size; j++)
        {
            double Gate(int gate) => a[(gate * size) + j] + b[(gate * size) + j];
            cell[j] = (Sigmoid(Gate(1)) * cell[j]) + (Sigmoid(Gate(0)) * Math.Tanh(Gate(2)));
            hidden[j] = Sigmoid(Gate(3)) * Math.Tanh(cell[j]);
        }

        return hidden;
    }

    // Gates r, z, n.
    private static double[] GruStep(double[] a, double[] b, double[] before)
    {
        int size = before.Length;
        double[] hidden = new double[size];
        for (int j = 0; j < size; j++)
        {
            double r = Sigmoid(a[j] + b[j]);
            double z = Sigmoid(a[size + j] + b[size + j]);
            double n = Math.Tanh(a[(2 * size) + j] + (r * b[(2 * size) + j]));
            hidden[j] = ((1 - z) * n) + (z * before[j]);
        }

        return hidden;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
