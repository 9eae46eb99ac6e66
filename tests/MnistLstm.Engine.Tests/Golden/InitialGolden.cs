namespace MnistLstm.Engine.Tests.Golden;

/// <summary>initial.json; what the entries mean stands in make_initial.py.</summary>
internal static class InitialGolden
{
    public static IReadOnlyList<Model> Models { get; } = GoldenFile.Load<File>("initial.json").Models;

    internal sealed record File(string MadeBy, Model[] Models);

    /// <summary>A recurrent module and a linear layer of 10 outputs.</summary>
    internal sealed record Model(
        string Name, long Seed, string Cell, int InputSize, int HiddenSize, int Layers, bool Bidirectional, string WeightIh, string WeightHh, string Linear,
        string Bias, double? ForgetBias, Tensor[] Tensors, long NextInt64);

    /// <summary>A parameter: its hash, or some values.</summary>
    internal sealed record Tensor(string Name, string? Sha256 = null, int[]? Places = null, double[]? Values = null);
}
