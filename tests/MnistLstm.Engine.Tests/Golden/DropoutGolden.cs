namespace MnistLstm.Engine.Tests.Golden;

/// <summary>dropout.json; what the entries mean stands in make_cells.py.</summary>
internal sealed record DropoutGolden(string MadeBy, DropoutGolden.Mask[] Cases)
{
    public static DropoutGolden Instance { get; } = GoldenFile.Load<DropoutGolden>("dropout.json");

    internal sealed record Mask(
        string Name,
        long Seed,
        double Probability,
        int Steps,
        int BatchSize,
        int Features,
        int Directions,
        string Scale,
        int Kept,
        string Sha256,
        long NextInt64);
}
