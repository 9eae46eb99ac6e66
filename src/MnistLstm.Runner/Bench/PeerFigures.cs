using MnistLstm.Runner.Predictions;
using MnistLstm.Runner.Reports.Writing;

namespace MnistLstm.Runner.Bench;

/// <summary>A shape as a peer runs it with a number of threads.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Peak">The peak of as many threads, measured beside the passes.</param>
/// <param name="Rounds">Rounds over both passes.</param>
/// <param name="Repetitions">Times a pass was repeated within a sample of the clock.</param>
/// <param name="Step">A whole training step.</param>
/// <param name="Evaluation">An evaluation.</param>
internal sealed record PeerFigures(BenchShape Shape, PeakFigures Peak, int Rounds, int Repetitions, PhaseFigures Step, PhaseFigures Evaluation)
{
    /// <summary>Both with their names in JSON and CSV, which are those of <see cref="ShapeFigures.Phases"/>.</summary>
    public IReadOnlyList<(string Name, PhaseFigures Figures)> Phases => [("step", Step), ("evaluation", Evaluation)];

    /// <inheritdoc cref="ShapeFigures.ShareOfPeak"/>
    public double? ShareOfPeak(PhaseFigures phase) => phase.FlopsPerSecond / Peak.FlopsPerSecond;

    /// <summary>Makes the figures from the passes' samples. Useful operations are those that the shape cannot do without, whatever the peer runs.</summary>
    public static PeerFigures Of(BenchShape shape, PeakFigures peak, int evaluationBatch, PassTimes times)
    {
        return new PeerFigures(
            shape,
            peak,
            times.Rounds,
            times.Repetitions,
            Whole(BenchPass.Step, (shape.Flops * shape.Batch).Step, shape.Batch),
            Whole(BenchPass.Evaluation, shape.Flops.Forward * evaluationBatch, evaluationBatch));

        PhaseFigures Whole(BenchPass pass, long useful, int samples) => new(times.Median(pass), times.Min(pass), useful, samples);
    }
}
