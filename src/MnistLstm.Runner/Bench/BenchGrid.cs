namespace MnistLstm.Runner.Bench;

/// <summary>The shapes that are measured.</summary>
internal static class BenchGrid
{
    /// <summary>Those of the two published experiments, lstm-128 and bilstm-64.</summary>
    public static IReadOnlyList<BenchShape> Published { get; } = [new(100, 128), new(32, 64, Bidirectional: true)];

    /// <summary>Shapes by what they show, with a word for each group.</summary>
    public static IReadOnlyList<BenchGroup> Groups { get; } =
    [
        new("published", "the two published experiments' shapes", Published),
        new("sizes", "small and large batches, sizes that fit the caches and do not, two layers",
        [
            new(32, 64), new(128, 64), new(32, 128), new(256, 128), new(128, 256), new(128, 512), new(100, 128, Layers: 2), new(128, 256, Layers: 2),
        ]),
        new("cells", "GRU and RNN",
        [
            new(100, 128) { Cell = "gru" }, new(32, 64) { Cell = "gru" }, new(100, 128) { Cell = "rnn" }, new(32, 64) { Cell = "rnn" },
        ]),
        new("dropout", "two layers without and with dropout between them",
        [
            new(100, 128, Layers: 2), new(100, 128, Layers: 2) { Dropout = 0.2 }, new(32, 64, Layers: 2), new(32, 64, Layers: 2) { Dropout = 0.2 },
        ]),
        new("small", "few units, small batches",
        [
            new(50, 32), new(32, 32), new(10, 32), new(1, 32), new(32, 16), new(32, 8), new(1, 128),
        ]),
        new("long", "784 and 2,000 steps, one feature and more; takes minutes",
        [
            new(100, 128) { Steps = 784, Features = 1 }, new(32, 64) { Steps = 784, Features = 1 }, new(32, 64) { Steps = 2000, Features = 1 },
            new(20, 128) { Steps = 2000, Features = 9 },
        ]),
        new("wide", "300 features, 1,000 classes",
        [
            new(100, 128) { Features = 300 }, new(32, 64) { Features = 300 }, new(100, 128) { Classes = 1000 },
        ]),
    ];

    /// <summary>The published ones and the sizes.</summary>
    public static IReadOnlyList<BenchShape> Usual { get; } = [.. Groups[0].Shapes, .. Groups[1].Shapes];

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

/// <summary>Shapes that show one thing.</summary>
/// <param name="Word">What <c>--only</c> calls them.</param>
/// <param name="Text">What they are.</param>
/// <param name="Shapes">The shapes.</param>
internal sealed record BenchGroup(string Word, string Text, IReadOnlyList<BenchShape> Shapes);
