namespace MnistLstm.Runner.Bench;

/// <summary>What a peer took for the shapes of a <see cref="BenchReport"/>.</summary>
/// <param name="Engine">Its version: <c>torchsharp/0.107.0</c>.</param>
/// <param name="Library">The library that computes, with its version.</param>
/// <param name="Shapes">In the order of the report's.</param>
internal sealed record PeerReport(string Engine, string? Library, IReadOnlyList<PeerFigures> Shapes)
{
    /// <summary>The peer's figures beside ours.</summary>
    public PeerFigures Beside(ShapeFigures ours) => Shapes.Single(peer => peer.Shape == ours.Shape && peer.Peak.Threads == ours.Peak.Threads);
}
