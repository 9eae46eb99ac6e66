using System.Globalization;
using MnistLstm.Runner.Bench;
using MnistLstm.Runner.Reports.Writing;

namespace MnistLstm.Runner.Reports.Bench;

/// <summary>What bench measured as CSV with raw values.</summary>
internal static class BenchCsv
{
    /// <summary>A record per shape, number of threads and phase.</summary>
    /// <param name="report">What was measured.</param>
    /// <param name="engine">Our engine's version.</param>
    public static string Write(BenchReport report, string engine)
    {
        string header = CsvText.Record(
        [
            "name", "batch_size", "hidden_size", "layers", "direction", "threads", "phase", "samples", "median_ms", "min_ms",
            "useful_gflop", "gflops", "percent_of_peak", "samples_per_second", "peak_gflops", "speed_up", "memory_bytes", "engine",
        ]);
        return header + string.Concat(report.Shapes.SelectMany(figures => figures.Phases.Select(phase => CsvText.Record(
        [
            figures.Shape.Name, Text(figures.Shape.Batch), Text(figures.Shape.Hidden), Text(figures.Shape.Layers),
            figures.Shape.Bidirectional ? "bidirectional" : "forward", Text(figures.Peak.Threads), phase.Name, Text(phase.Figures.Samples),
            Text(phase.Figures.MedianSeconds * 1e3), Text(phase.Figures.MinSeconds * 1e3), Text(phase.Figures.Flops / 1e9),
            Text(phase.Figures.FlopsPerSecond / 1e9), Text(figures.ShareOfPeak(phase.Figures) * 100), Text(phase.Figures.SamplesPerSecond),
            Text(figures.Peak.FlopsPerSecond / 1e9), phase.Name == "step" ? Text(report.SpeedUp(figures)) : "",
            Text(figures.Shape.MemoryOn(figures.Peak.Threads).Bytes), engine,
        ])).Concat(Peer(report.Peer, figures))));
    }

    /// <summary>A record per run and number of threads.</summary>
    public static string Write(IReadOnlyList<EpochFigures> epochs)
    {
        string header = CsvText.Record(
            ["name", "threads", "train_samples", "train_seconds", "test_samples", "evaluate_seconds", "train_gflops", "train_loss", "test_accuracy", "engine"]);
        return header + string.Concat(epochs.Select(epoch => CsvText.Record(
        [
            epoch.Spec.Name, Text(epoch.Threads), Text(epoch.TrainSamples), Text(epoch.TrainSeconds), Text(epoch.TestSamples),
            Text(epoch.EvaluateSeconds), Text(epoch.FlopsPerSecond / 1e9), Text(epoch.TrainLoss), Text(epoch.TestAccuracy), epoch.Engine,
        ])));
    }

    private static IEnumerable<string> Peer(PeerReport? report,
        ShapeFigures ours) => report?.Beside(ours) is not { } peer ? [] : peer.Phases.Select(phase => CsvText.Record(
    [
        ours.Shape.Name, Text(ours.Shape.Batch), Text(ours.Shape.Hidden), Text(ours.Shape.Layers),
        ours.Shape.Bidirectional ? "bidirectional" : "forward", Text(peer.Peak.Threads), phase.Name, Text(phase.Figures.Samples),
        Text(phase.Figures.MedianSeconds * 1e3), Text(phase.Figures.MinSeconds * 1e3), Text(phase.Figures.Flops / 1e9),
        Text(phase.Figures.FlopsPerSecond / 1e9), Text(peer.ShareOfPeak(phase.Figures) * 100), Text(phase.Figures.SamplesPerSecond),
        Text(peer.Peak.FlopsPerSecond / 1e9), "", "", report.Engine,
    ]));

    private static string Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "";
}
