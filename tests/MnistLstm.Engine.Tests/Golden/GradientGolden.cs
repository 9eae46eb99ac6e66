namespace MnistLstm.Engine.Tests.Golden;

/// <summary>gradients.json, trajectories.json, cells.json, stacks.json and kinds.json; what the entries mean stands in the scripts that made them.</summary>
internal static class GradientGolden
{
    /// <summary>Other cells and readouts, dropout, and stacks of modules.</summary>
    public static IReadOnlyList<CellCase> Cells { get; } =
        [.. GoldenFile.Load<File<CellCase>>("cells.json").Cases, .. GoldenFile.Load<File<CellCase>>("stacks.json").Cases,
            .. GoldenFile.Load<File<CellCase>>("kinds.json").Cases];

    /// <summary>The cases of all files.</summary>
    public static IReadOnlyList<Case> Cases { get; } = [.. GoldenFile.Load<File<Case>>("gradients.json").Cases, .. Cells];

    public static IReadOnlyList<Trajectory> Trajectories { get; } = GoldenFile.Load<File<Trajectory>>("trajectories.json").Cases;

    internal sealed record File<T>(string MadeBy, T[] Cases);

    /// <summary>One backward pass over the batch 0: the loss, the scores [B, C] and every gradient, in float64.</summary>
    internal record Case : GoldenSetup
    {
        public required double Loss { get; init; }

        /// <summary>What PyTorch itself gives in float32.</summary>
        public required double Loss32 { get; init; }

        public required double[] Scores { get; init; }

        public required Gradient[] Gradients { get; init; }
    }

    /// <summary>A case of another cell or readout, with dropout, or of a stack of modules.</summary>
    internal sealed record CellCase : Case
    {
        public required string WeightsSha256 { get; init; }

        /// <summary>What the generator gives after the pass.</summary>
        public required long NextInt64 { get; init; }
    }

    /// <summary>The loss of each training step with Adam, the batches taken in turn.</summary>
    internal sealed record Trajectory : GoldenSetup
    {
        public required double LearningRate { get; init; }

        public required int Batches { get; init; }

        public required double[] Losses { get; init; }

        /// <summary>What PyTorch itself gives in float32.</summary>
        public required double[] Losses32 { get; init; }
    }

    internal sealed record Gradient(string Name, int[] Shape, double Max, double Norm, double SignedSum, double Spread32, double[] Samples)
    {
        public int Count => Shape.Aggregate(1, (product, size) => product * size);

        /// <summary>The flat index of sample <paramref name="j"/>.</summary>
        public int Index(int j) => ((j * 7919) + (Count / 3)) % Count;
    }
}
