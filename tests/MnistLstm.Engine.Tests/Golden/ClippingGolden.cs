namespace MnistLstm.Engine.Tests.Golden;

/// <summary>clipping.json; what the entries mean stands in make_clipping.py.</summary>
internal sealed record ClippingGolden(string MadeBy, int[] Sizes, ClippingGolden.Case[] Cases, ClippingGolden.ValueCase[] ValueCases)
{
    public static ClippingGolden Instance { get; } = GoldenFile.Load<ClippingGolden>("clipping.json");

    internal sealed record Case(string Name, double Scale, double MaxNorm, float TotalNorm, float[] Sample, double Squares);

    internal sealed record ValueCase(string Name, double Scale, double ClipValue, float[] Sample);

    /// <summary>The gradient of all tensors together, by the formula of the script.</summary>
    public static float[] Gradient(double scale) =>
        [.. Enumerable.Range(0, Instance.Sizes.Sum()).Select(k => (float)(((unchecked((uint)k * 2654435761u) / 4294967296.0) - 0.5) * scale))];
}
