using MnistLstm.Engine.Numerics;

namespace MnistLstm.Engine.Random;

/// <summary>
/// One of <c>torch.nn.init</c>'s functions, with the same draws in the same order. A weight [rows, columns] has columns as its fan-in and rows as its
/// fan-out; scalars are computed in double, in PyTorch's order.
/// </summary>
public abstract record Initializer
{
    private Initializer()
    {
    }

    /// <summary><c>xavier_uniform_(gain)</c>: uniform in ±gain·sqrt(6 / (fan-in + fan-out)).</summary>
    public static Initializer XavierUniform(double gain = 1) => new Uniform((rows, columns) => Math.Sqrt(3.0) * Xavier(gain, rows, columns));

    /// <summary><c>xavier_normal_(gain)</c>: normal with a standard deviation of gain·sqrt(2 / (fan-in + fan-out)).</summary>
    public static Initializer XavierNormal(double gain = 1) => new Normal((rows, columns) => Xavier(gain, rows, columns));

    /// <summary><c>kaiming_uniform_()</c>: uniform in ±sqrt(2)·sqrt(3 / fan-in).</summary>
    public static Initializer KaimingUniform() => new Uniform((_, columns) => Math.Sqrt(3.0) * Kaiming(columns));

    /// <summary><c>kaiming_normal_()</c>: normal with a standard deviation of sqrt(2 / fan-in).</summary>
    public static Initializer KaimingNormal() => new Normal((_, columns) => Kaiming(columns));

    /// <summary><c>normal_(std=…)</c>, of mean 0.</summary>
    public static Initializer NormalOf(double std = 1) => new Normal((_, _) => std);

    /// <summary><c>uniform_(-bound, bound)</c>.</summary>
    public static Initializer UniformWithin(double bound) => new Uniform((_, _) => bound);

    /// <summary><c>uniform_()</c>: 0 to 1.</summary>
    public static Initializer UniformFraction() => new Fraction();

    /// <summary><c>orthogonal_(gain)</c>: the Q of normal numbers, to about 1e-6 PyTorch's, whose bits are its linear algebra library's.</summary>
    public static Initializer Orthogonal(double gain = 1) => new Orthonormal(gain);

    /// <summary><c>eye_()</c>: 1 on the diagonal, else 0.</summary>
    public static Initializer Eye() => new Identity();

    /// <summary><c>constant_(value)</c>.</summary>
    public static Initializer Constant(double value) => new Filled(value);

    /// <summary>Whether the bits are those of <c>torch.nn.init</c>.</summary>
    public virtual bool HasPyTorchsBits => true;

    /// <summary>Gives a parameter its initial values.</summary>
    internal abstract void Fill(Parameter parameter, InitialDraws draws);

    // Scalars in the order of torch.nn.init, since each rounds.
    private static double Xavier(double gain, int rows, int columns) => gain * Math.Sqrt(2.0 / (columns + rows));

    private static double Kaiming(int columns) => Math.Sqrt(2.0) / Math.Sqrt(columns);

    private static (int Rows, int Columns) Size(Parameter parameter) => (parameter.Shape[0], parameter.Shape.Count > 1 ? parameter.Shape[1] : 1);

    private sealed record Uniform(Func<int, int, double> Bound) : Initializer
    {
        internal override void Fill(Parameter parameter, InitialDraws draws)
        {
            (int rows, int columns) = Size(parameter);
            double bound = Bound(rows, columns);
            draws.Uniform(parameter.Values, -bound, bound);
        }
    }

    private sealed record Normal(Func<int, int, double> Std) : Initializer
    {
        internal override void Fill(Parameter parameter, InitialDraws draws)
        {
            (int rows, int columns) = Size(parameter);
            draws.Normal(parameter.Values, Std(rows, columns));
        }
    }

    private sealed record Fraction : Initializer
    {
        internal override void Fill(Parameter parameter, InitialDraws draws) => draws.Uniform(parameter.Values, 0, 1);
    }

    private sealed record Orthonormal(double Gain) : Initializer
    {
        public override bool HasPyTorchsBits => false;

        internal override void Fill(Parameter parameter, InitialDraws draws)
        {
            (int rows, int columns) = Size(parameter);
            Span<float> values = parameter.Values;
            draws.Normal(values, 1);
            HouseholderQr.Orthogonalize(values, rows, columns);
            if (Gain != 1)
            {
                foreach (ref float value in values)
                {
                    value *= (float)Gain;
                }
            }
        }
    }

    private sealed record Identity : Initializer
    {
        internal override void Fill(Parameter parameter, InitialDraws draws)
        {
            (int rows, int columns) = Size(parameter);
            Span<float> values = parameter.Values;
            values.Clear();
            for (int i = 0; i < Math.Min(rows, columns); i++)
            {
                values[(i * columns) + i] = 1f;
            }
        }
    }

    private sealed record Filled(double Value) : Initializer
    {
        internal override void Fill(Parameter parameter, InitialDraws draws) => parameter.Values.Fill((float)Value);
    }
}
