using System.Globalization;
using MnistLstm.Runner.Bench;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;

namespace MnistLstm.Runner.Reports.Bench;

/// <summary>What bench measured, for people: medians, in tables that fit 80 columns.</summary>
internal static class BenchTables
{
    private const int MostSpoilt = 4;

    /// <summary>What was measured on, and its peak: lines above the tables.</summary>
    public static IReadOnlyList<string> Heading(BenchReport report) =>
    [
        Heading(report.Machine),
        "peak: " + string.Join(", ", report.Peaks.Select(peak => $"{Gigaflops(peak.FlopsPerSecond)} GFLOP/s on {Threads(peak.Threads)}")),
        .. report.Peer is { } peer ? [Peer(peer.Engine, peer.Library)] : Array.Empty<string>(),
    ];

    /// <summary>What of the figures cannot be, since other programs ran meanwhile; null when nothing.</summary>
    public static string? Spoilt(BenchReport report)
    {
        string[] spoilt = [.. report.Shapes.SelectMany(
            figures => figures.Spoilt.Select(phase => $"{phase.Replace('_', ' ')} of {figures.Shape.Name} on {Threads(figures.Peak.Threads)}"))];
        string more = spoilt.Length > MostSpoilt ? $" and {Whole(spoilt.Length - MostSpoilt)} more" : "";
        return spoilt.Length == 0 ? null
            : $"the machine was busy, so these times are wrong: {string.Join(", ", spoilt.Take(MostSpoilt))}{more}; impossible figures are shown as -. "
                + $"Close other programs and measure again";
    }

    /// <inheritdoc cref="Heading(BenchReport)"/>
    public static string Heading(Machine machine) =>
        string.Create(CultureInfo.InvariantCulture, $"{machine.Processor ?? machine.Architecture}, {machine.Vectors}, {machine.Runtime}");

    /// <summary>What ours is measured against.</summary>
    public static string Peer(string engine, string? library) => $"beside it: {engine}{(library is null ? "" : $", {library}")}";

    /// <summary>Whole training steps, and evaluation.</summary>
    public static TextTable Steps(BenchReport report) => new(
        [
            new("shape"), Right("threads"), Right("step ms"), Right("GFLOP/s"), Right("% peak"), Right("samples/s"), Right("eval/s"), Right("speed-up"),
        ],
        [
            .. report.Shapes.Select(figures => new TableCell[]
            {
                figures.Shape.Name,
                Whole(figures.Peak.Threads),
                Milliseconds(figures.Step),
                figures.Step.FlopsPerSecond is { } flops ? Gigaflops(flops) : "-",
                Share(figures, figures.Step),
                Rate(figures.Step.SamplesPerSecond),
                Rate(figures.Evaluation.SamplesPerSecond),
                report.SpeedUp(figures) is { } speedUp ? Times(speedUp) : "-",
            }),
        ]);

    /// <summary>The phases of a step: milliseconds and the share of the peak.</summary>
    public static TextTable Phases(BenchReport report) => new(
        [
            new("phases, ms"), Right("threads"), Right("forward"), Right("% peak"), Right("backward"), Right("% peak"), Right("weights"), Right("% peak"),
            Right("optim."),
        ],
        [
            .. report.Shapes.Select(figures => new TableCell[]
            {
                figures.Shape.Name,
                Whole(figures.Peak.Threads),
                Milliseconds(figures.Forward),
                Share(figures, figures.Forward),
                Milliseconds(figures.Backward),
                Share(figures, figures.Backward),
                Milliseconds(figures.WeightGradient),
                Share(figures, figures.WeightGradient),
                Milliseconds(figures.Optimizer),
            }),
        ]);

    /// <summary>Ours and the peer's steps and evaluations, and how many times as fast ours are; last in each shape, each at its best.</summary>
    public static TextTable Beside(BenchReport report, PeerReport peer)
    {
        string name = RunEngine.WordOf(peer.Engine);
        return new TextTable(
            [
                new("beside it"), Right("threads"), Right("step ms"), Right(name), Right("times"), Right("eval ms"), Right(name), Right("times"),
            ],
            [.. report.Shapes.GroupBy(figures => figures.Shape).SelectMany(shape => Rows([.. shape]))]);

        IEnumerable<TableCell[]> Rows(ShapeFigures[] shape)
        {
            PeerFigures[] peers = [.. shape.Select(peer.Beside)];
            foreach ((ShapeFigures ours, PeerFigures theirs) in shape.Zip(peers))
            {
                yield return Row(ours.Shape, Whole(ours.Peak.Threads), ours.Step, theirs.Step, ours.Evaluation, theirs.Evaluation);
            }

            if (shape.Length > 1)
            {
                yield return Row(
                    shape[0].Shape, "best", Best(shape.Select(f => f.Step)), Best(peers.Select(f => f.Step)), Best(shape.Select(f => f.Evaluation)),
                    Best(peers.Select(f => f.Evaluation)));
            }
        }
    }

    private static PhaseFigures Best(IEnumerable<PhaseFigures> figures) => figures.MinBy(phase => phase.MedianSeconds)!;

    private static TableCell[] Row(BenchShape shape, string threads, PhaseFigures step, PhaseFigures theirStep, PhaseFigures evaluation,
        PhaseFigures theirEvaluation) =>
    [
        shape.Name, threads,
        Milliseconds(step.MedianSeconds), Milliseconds(theirStep.MedianSeconds), Times(theirStep.MedianSeconds / step.MedianSeconds),
        Milliseconds(evaluation.MedianSeconds), Milliseconds(theirEvaluation.MedianSeconds), Times(theirEvaluation.MedianSeconds / evaluation.MedianSeconds),
    ];

    /// <summary>Whole epochs.</summary>
    public static TextTable Epochs(
        IReadOnlyList<EpochFigures> epochs) => epochs.DistinctBy(epoch => epoch.Engine).Count() > 1 ? EpochsOfTwo(epochs) : EpochsOfOne(epochs);

    // Run by run and thread by thread, both engines one below the other.
    private static TextTable EpochsOfTwo(IReadOnlyList<EpochFigures> epochs) => new(
        [
            new("run"), new("engine"), Right("threads"), Right("train s"), Right("times"), Right("eval s"), Right("times"), Right("epoch s"),
            Right("speed-up", 3),
        ],
        [
            .. epochs.Select(epoch => (Epoch: epoch, Ours: epochs.First(other => other.Spec == epoch.Spec && other.Threads == epoch.Threads)))
                .Select(pair => new TableCell[]
            {
                pair.Epoch.Spec.Name,
                RunEngine.WordOf(pair.Epoch.Engine),
                Whole(pair.Epoch.Threads),
                Seconds(pair.Epoch.TrainSeconds),
                pair.Epoch == pair.Ours ? "-" : Times(pair.Epoch.TrainSeconds / pair.Ours.TrainSeconds),
                Seconds(pair.Epoch.EvaluateSeconds),
                pair.Epoch == pair.Ours ? "-" : Times(pair.Epoch.EvaluateSeconds / pair.Ours.EvaluateSeconds),
                Seconds(pair.Epoch.EpochSeconds),
                SpeedUp(epochs, pair.Epoch),
            }),
        ]);

    private static TextTable EpochsOfOne(IReadOnlyList<EpochFigures> epochs) => new(
        [
            new("run"), Right("threads"), Right("train s"), Right("samples/s"), Right("GFLOP/s", 2), Right("eval s"), Right("eval/s", 1), Right("epoch s"),
            Right("speed-up", 3),
        ],
        [
            .. epochs.Select(epoch => new TableCell[]
            {
                epoch.Spec.Name,
                Whole(epoch.Threads),
                Seconds(epoch.TrainSeconds),
                Rate(epoch.TrainSamples / epoch.TrainSeconds),
                Gigaflops(epoch.FlopsPerSecond),
                Seconds(epoch.EvaluateSeconds),
                Rate(epoch.TestSamples / epoch.EvaluateSeconds),
                Seconds(epoch.EpochSeconds),
                SpeedUp(epochs, epoch),
            }),
        ]);

    /// <summary>A count of threads for a sentence.</summary>
    public static string Threads(int count) => count == 1 ? "1 thread" : $"{Whole(count)} threads";

    private static string SpeedUp(IReadOnlyList<EpochFigures> epochs, EpochFigures epoch)
    {
        EpochFigures? alone =
            epoch.Threads == 1 ? null : epochs.FirstOrDefault(other => other.Spec == epoch.Spec && other.Engine == epoch.Engine && other.Threads == 1);
        return alone is null ? "-" : Times(alone.EpochSeconds / epoch.EpochSeconds);
    }

    private static TableColumn Right(string header, int? importance = null) => new(header, Right: true, importance);

    private static string Share(ShapeFigures figures, PhaseFigures phase) =>
        figures.ShareOfPeak(phase) is { } share && share <= ShapeFigures.MostShare ? Tenth(share * 100) : "-";

    private static string Whole(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Rate(double? rate) => rate is { } value ? Figures.Count((long)value) : "-";

    private static string Gigaflops(double flops) => Tenth(flops / 1e9);

    private static string Tenth(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Times(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Seconds(double seconds) => seconds.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Milliseconds(PhaseFigures phase) => phase.IsPossible ? Milliseconds(phase.MedianSeconds) : "-";

    private static string Milliseconds(double seconds) => (seconds * 1e3).ToString(seconds < 0.00995 ? "0.000" : "0.0", CultureInfo.InvariantCulture);
}
