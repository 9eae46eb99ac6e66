namespace MnistLstm.Runner.Bench;

/// <summary>The shapes that are measured.</summary>
internal static class BenchGrid
{
    /// <summary>Those of the two published experiments, lstm-128 and bilstm-64.</summary>
    public static IReadOnlyList<BenchShape> Published { get; } = [new(100, 128), new(32, 64, Bidirectional: true)];

    /// <summary>Those and a few more: small and large batches, sizes that fit the caches and do not, two layers.</summary>
    public static IReadOnlyList<BenchShape> Usual { get; } =
    [
        .. Published,
        new(32, 64), new(128, 64), new(32, 128), new(256, 128), new(128, 256), new(128, 512), new(100, 128, Layers: 2), new(128, 256, Layers: 2),
    ];

    /// <summary>The published ones, then every hidden size with every batch and number of layers.</summary>
    public static IReadOnlyList<BenchShape> All { get; } =
    [
        .. Published.Concat(
            from layers in new[] { 1, 2 }
            from hidden in new[] { 64, 128, 256, 512 }
            from batch in new[] { 32, 100, 128, 256 }
            select new BenchShape(batch, hidden, layers)).Distinct(),
    ];
}
