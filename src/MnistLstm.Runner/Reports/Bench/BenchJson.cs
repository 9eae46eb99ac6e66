using System.Text.Json;
using MnistLstm.Runner.Bench;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Reports.Writing;

namespace MnistLstm.Runner.Reports.Bench;

/// <summary>What bench measured as JSON (docs/benchmarks.md): every field always there, null where there is no value.</summary>
internal static class BenchJson
{
    private const int Schema = 1;

    /// <summary>The shapes.</summary>
    public static string Write(BenchReport report, string engine) => JsonText.Document(json =>
    {
        Head(json, report.Machine, engine, report.Peer?.Engine, report.Peer?.Library);
        json.WriteStartObject("peak");
        json.WriteNumber("one_thread_gflops", Giga(report.Peaks[0].FlopsPerSecond));
        json.WriteNumber("threads", report.Peaks[^1].Threads);
        json.WriteNumber("all_threads_gflops", Giga(report.Peaks[^1].FlopsPerSecond));
        json.WriteEndObject();
        json.WriteStartArray("shapes");
        foreach (ShapeFigures figures in report.Shapes)
        {
            json.WriteStartObject();
            Describe(json, figures.Shape);
            json.WriteNumber("threads", figures.Peak.Threads);
            json.WriteNumber("memory_bytes", figures.Shape.MemoryOn(figures.Peak.Threads).Bytes);
            json.WriteNumber("peak_gflops", Giga(figures.Peak.FlopsPerSecond));
            json.WriteNumber("rounds", figures.Rounds);
            json.WriteNumber("repetitions", figures.Repetitions);
            foreach ((string name, PhaseFigures phase) in figures.Phases)
            {
                Phase(json, name, phase, figures.ShareOfPeak(phase));
            }

            json.WriteNumberOrNull("speed_up", report.SpeedUp(figures));
            Peer(json, report.Peer?.Beside(figures));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>Whole epochs.</summary>
    public static string Write(Machine machine, IReadOnlyList<EpochFigures> epochs, string engine, IBenchPeer? peer) => JsonText.Document(json =>
    {
        Head(json, machine, engine, peer?.Engine, peer?.Library);
        json.WriteStartArray("epochs");
        foreach (EpochFigures epoch in epochs)
        {
            json.WriteStartObject();
            json.WriteString("name", epoch.Spec.Name);
            json.WriteString("engine", epoch.Engine);
            json.WriteNumber("threads", epoch.Threads);
            json.WriteNumber("train_samples", epoch.TrainSamples);
            json.WriteNumber("train_seconds", epoch.TrainSeconds);
            json.WriteNumber("test_samples", epoch.TestSamples);
            json.WriteNumber("evaluate_seconds", epoch.EvaluateSeconds);
            json.WriteNumber("train_gflops", Giga(epoch.FlopsPerSecond));
            json.WriteNumber("train_loss", epoch.TrainLoss);
            json.WriteNumberOrNull("test_accuracy", epoch.TestAccuracy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void Head(Utf8JsonWriter json, Machine machine, string engine, string? peer, string? library)
    {
        json.WriteNumber("schema", Schema);
        json.WriteStartObject("machine");
        json.WriteString("processor", machine.Processor);
        json.WriteNumber("processors", machine.Processors);
        json.WriteString("vectors", machine.Vectors);
        json.WriteString("architecture", machine.Architecture);
        json.WriteString("system", machine.System);
        json.WriteString("runtime", machine.Runtime);
        json.WriteString("engine", engine);
        json.WriteString("peer", peer);
        json.WriteString("peer_library", library);
        json.WriteEndObject();
    }

    private static void Describe(Utf8JsonWriter json, BenchShape shape)
    {
        json.WriteString("name", shape.Name);
        json.WriteNumber("batch_size", shape.Batch);
        json.WriteNumber("hidden_size", shape.Hidden);
        json.WriteNumber("layers", shape.Layers);
        json.WriteString("direction", shape.Bidirectional ? "bidirectional" : "forward");
        json.WriteString("cell", shape.Cell);
        json.WriteNumber("dropout", shape.Dropout);
        json.WriteNumber("steps", shape.Steps);
        json.WriteNumber("input_size", shape.Features);
        json.WriteNumber("classes", shape.Classes);
    }

    private static void Peer(Utf8JsonWriter json, PeerFigures? peer)
    {
        if (peer is null)
        {
            json.WriteNull("peer");
            return;
        }

        json.WriteStartObject("peer");
        json.WriteNumber("peak_gflops", Giga(peer.Peak.FlopsPerSecond));
        json.WriteNumber("rounds", peer.Rounds);
        json.WriteNumber("repetitions", peer.Repetitions);
        foreach ((string name, PhaseFigures phase) in peer.Phases)
        {
            Phase(json, name, phase, peer.ShareOfPeak(phase));
        }

        json.WriteEndObject();
    }

    private static void Phase(Utf8JsonWriter json, string name, PhaseFigures phase, double? shareOfPeak)
    {
        json.WriteStartObject(name);
        json.WriteNumber("samples", phase.Samples);
        json.WriteNumber("median_ms", phase.MedianSeconds * 1e3);
        json.WriteNumber("min_ms", phase.MinSeconds * 1e3);
        json.WriteNumberOrNull("useful_gflop", phase.Flops / 1e9);
        json.WriteNumberOrNull("gflops", phase.FlopsPerSecond / 1e9);
        json.WriteNumberOrNull("percent_of_peak", shareOfPeak * 100);
        json.WriteNumberOrNull("samples_per_second", phase.SamplesPerSecond);
        json.WriteEndObject();
    }

    private static double Giga(double value) => value / 1e9;
}
