using System.Globalization;

namespace MnistLstm.Engine.Tests.Golden;

/// <summary>optimizers.json; what the entries mean stands in make_optimizers.py.</summary>
internal sealed record OptimizerGolden(string MadeBy, string Start, string[] Gradients, OptimizerGolden.Case[] Cases)
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
        string[] Parameters);

    /// <summary>The floats whose bits a string spells, 8 hex digits each.</summary>
    public static float[] Floats(string bits) =>
        [.. bits.Chunk(8).Select(digits => BitConverter.UInt32BitsToSingle(uint.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)))];

    /// <summary>The reverse of <see cref="Floats"/>.</summary>
    public static string Bits(ReadOnlySpan<float> values) => string.Concat(values.ToArray().Select(GoldenFile.Bits));
}
