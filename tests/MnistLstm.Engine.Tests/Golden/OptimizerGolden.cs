using System.Globalization;

namespace MnistLstm.Engine.Tests.Golden;

/// <summary>optimizers.json; what the entries mean stands in make_optimizers.py.</summary>
internal sealed record OptimizerGolden(string MadeBy, string Start, string[] Gradients, OptimizerGolden.Case[] Cases, OptimizerGolden.LongRun Long)
{
    public static OptimizerGolden Instance { get; } = GoldenFile.Load<OptimizerGolden>("optimizers.json");

    /// <summary>One optimizer; <paramref name="Parameters"/> are the values after each step.</summary>
    internal sealed record Case(
        string Name,
        string Optimizer,
        double LearningRate,
        double WeightDecay,
        double Momentum,
        bool Nesterov,
        float StartScale,
        string[] Parameters)
    {
        /// <summary>Both; null for PyTorch's defaults, as in what follows.</summary>
        public double[]? Betas { get; init; }

        public double? Eps { get; init; }

        public double? Alpha { get; init; }

        public double? Rho { get; init; }

        public double? MomentumDecay { get; init; }

        public double Dampening { get; init; }

        public bool Amsgrad { get; init; }
    }

    /// <summary>Adam over many steps, from zero: the values after the steps shown, and a hash of those after every step.</summary>
    internal sealed record LongRun(double LearningRate, int Steps, int[] Shown, string[] Parameters, string Sha256);

    /// <summary>The gradient of a step, by the formula of the script.</summary>
    public static float[] Gradient(int step, int count) =>
        [.. Enumerable.Range(31 * step, count).Select(k => (float)((unchecked((uint)k * 2654435761u) / 4294967296.0) - 0.5) / step)];

    /// <summary>The floats whose bits a string spells, 8 hex digits each.</summary>
    public static float[] Floats(string bits) =>
        [.. bits.Chunk(8).Select(digits => BitConverter.UInt32BitsToSingle(uint.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)))];

    /// <summary>The reverse of <see cref="Floats"/>.</summary>
    public static string Bits(ReadOnlySpan<float> values) => string.Concat(values.ToArray().Select(GoldenFile.Bits));
}
