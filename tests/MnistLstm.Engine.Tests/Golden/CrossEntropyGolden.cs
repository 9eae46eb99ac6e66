namespace MnistLstm.Engine.Tests.Golden;

/// <summary>cross_entropy.json; what the entries mean stands in make_cross_entropy.py.</summary>
internal sealed record CrossEntropyGolden(string MadeBy, CrossEntropyGolden.Batch[] Batches, CrossEntropyGolden.WeightSums Totals)
{
    public static CrossEntropyGolden Instance { get; } = GoldenFile.Load<CrossEntropyGolden>("cross_entropy.json");

    internal sealed record Batch(int Classes, float[] Scores, int[] Labels, float[] Weights, Case[] Cases);

    internal sealed record Case(double LabelSmoothing, bool Weighted, double Loss, float[] Losses, float[] Gradients);

    internal sealed record WeightSums(float[] Weights, Dictionary<int, float> Sums);
}
