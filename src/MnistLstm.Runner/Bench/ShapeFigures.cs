using MnistLstm.Engine.Optimizers;
using MnistLstm.Runner.Predictions;
using MnistLstm.Runner.Reports.Writing;

namespace MnistLstm.Runner.Bench;

/// <summary>A shape measured with a number of threads.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Peak">The peak of as many threads, measured beside the passes.</param>
/// <param name="Rounds">Rounds over all passes.</param>
/// <param name="Repetitions">Times a pass was repeated within a sample of the clock.</param>
internal sealed record ShapeFigures(BenchShape Shape, PeakFigures Peak, int Rounds, int Repetitions)
{
    /// <summary>More than this share of the peak cannot be; the peak's own samples differ by a few percent on a quiet machine.</summary>
    public const double MostShare = 1.05;

    public required PhaseFigures Forward { get; init; }

    public required PhaseFigures Backward { get; init; }

    public required PhaseFigures WeightGradient { get; init; }

    public required PhaseFigures Optimizer { get; init; }

    /// <summary>A whole training step.</summary>
    public required PhaseFigures Step { get; init; }

    public required PhaseFigures Evaluation { get; init; }

    /// <summary>All of them with their names in JSON and CSV.</summary>
    public IReadOnlyList<(string Name, PhaseFigures Figures)> Phases =>
    [
        ("forward", Forward), ("backward", Backward), ("weight_gradient", WeightGradient), ("optimizer", Optimizer), ("step", Step), ("evaluation", Evaluation),
    ];

    /// <summary>The share of the peak that a phase's useful operations reach, a fraction.</summary>
    public double? ShareOfPeak(PhaseFigures phase) => phase.FlopsPerSecond / Peak.FlopsPerSecond;

    /// <summary>The phases that the machine's other work has spoilt: those that took no time at all, or reached more than the peak measured beside
    /// them.</summary>
    public IEnumerable<string> Spoilt => Phases.Where(phase => !phase.Figures.IsPossible || ShareOfPeak(phase.Figures) > MostShare).Select(phase => phase.Name);

    /// <summary>Makes the figures from the passes' samples.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="peak">The peak of as many threads, measured beside the passes.</param>
    /// <param name="evaluationBatch">Samples of an evaluation.</param>
    /// <param name="times">The samples.</param>
    public static ShapeFigures Of(BenchShape shape, PeakFigures peak, int evaluationBatch, PassTimes times)
    {
        Engine.Modules.UsefulFlops flops = shape.Flops * shape.Batch;
        return new ShapeFigures(shape, peak, times.Rounds, times.Repetitions)
        {
            Forward = Whole(BenchPass.Forward, flops.Forward, shape.Batch),
            Backward = Difference(BenchPass.Forward, BenchPass.ThroughBackward, flops.Backward),
            WeightGradient = Difference(BenchPass.ThroughBackward, BenchPass.ThroughWeightGradient, flops.WeightGradient),
            Optimizer = Difference(BenchPass.ThroughWeightGradient, BenchPass.Step, null),
            Step = Whole(BenchPass.Step, flops.Step, shape.Batch),
            Evaluation = Whole(BenchPass.Evaluation, shape.Flops.Forward * evaluationBatch, evaluationBatch),
        };

        PhaseFigures Whole(BenchPass pass, long useful, int samples) => new(times.Median(pass), times.Min(pass), useful, samples);

        PhaseFigures Difference(BenchPass shorter, BenchPass longer, long? useful) =>
            new(times.MedianDifference(shorter, longer), times.Min(longer) - times.Min(shorter), useful, shape.Batch);
    }
}
