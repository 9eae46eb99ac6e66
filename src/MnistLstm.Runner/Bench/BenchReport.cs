using MnistLstm.Runner.Engines;

namespace MnistLstm.Runner.Bench;

/// <summary>The measured shapes.</summary>
/// <param name="Machine">What was measured on.</param>
/// <param name="Peaks">On one thread, then on all if that is more.</param>
/// <param name="Shapes">Shape by shape, each with the numbers of threads of <paramref name="Peaks"/> in their order.</param>
/// <param name="Peer">Another engine with the same shapes; null when none was asked for.</param>
internal sealed record BenchReport(Machine Machine, IReadOnlyList<PeakFigures> Peaks, IReadOnlyList<ShapeFigures> Shapes, PeerReport? Peer = null)
{
    /// <summary>How many times as fast as on one thread; null on one thread itself.</summary>
    public double? SpeedUp(ShapeFigures shape) => shape.Peak.Threads == 1
        ? null
        : Shapes.First(other => other.Shape == shape.Shape && other.Peak.Threads == 1).Step.MedianSeconds / shape.Step.MedianSeconds;
}
