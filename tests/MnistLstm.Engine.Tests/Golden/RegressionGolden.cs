namespace MnistLstm.Engine.Tests.Golden;

/// <summary>regression.json; what the entries mean stands in make_regression.py.</summary>
internal sealed record RegressionGolden(string MadeBy, RegressionGolden.Case[] Cases)
{
    public static RegressionGolden Instance { get; } = GoldenFile.Load<RegressionGolden>("regression.json");

    internal sealed record Case(
        int Samples, float[] Targets, float[] Outputs, Dictionary<string, float[]> Losses, Dictionary<string, float[]> Gradients);
}
