// usage: MemoryBenchmark [shape ...]     a shape: 512x1x100 (hidden, layers, batch), with bi behind it for two directions, and t784 for so many steps
// For each: what training takes at most beside the data, in a process of its own, and what MemoryEstimate says. What a process takes
// that trains next to nothing is taken off.
using System.Diagnostics;
using System.Globalization;
using MnistLstm.Runner.Benchmark;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Training.Checkpoints;
using MnistLstm.Training.Data;
using MnistLstm.Training.Observers;

if (args is ["--train", var word, var room])
{
    Shape trained = Shape.Parse(word);
    Dataset digits = DatasetLoader.Load("mnist-10k");
    digits = digits with { Train = InSteps(digits.Train, trained), Test = InSteps(digits.Test, trained) };
    using ShapeTrainer trainer = new(trained, digits, long.Parse(room, CultureInfo.InvariantCulture));
    using CancellationTokenSource soon = new();
    try
    {
        trainer.RunEpoch(new FewBatches(soon), soon.Token);
    }
    catch (OperationCanceledException)
    {
        // A run writes one after each epoch.
        using MemoryStream checkpoint = new();
        CheckpointWriter.Write(checkpoint, trainer.SaveState(), "benchmark");
    }

    using Process self = Process.GetCurrentProcess();
    Console.WriteLine(self.PeakWorkingSet64.ToString(CultureInfo.InvariantCulture));
    return;
}

string[] shapes = args.Length > 0 ? args : ["32x1x50", "128x1x100", "512x1x100", "1024x1x32", "64x2x2000", "256x2x100bi", "128x1x100t784", "64x2x32bit784"];
long nothing = Peak("1x1x1", long.MaxValue);
Console.WriteLine("| shape | measured MiB | estimate MiB | estimate / measured |");
Console.WriteLine("|---|--:|--:|--:|");
foreach (string named in shapes)
{
    Shape shape = Shape.Parse(named);
    Row(named, long.MaxValue);
    if (MemoryEstimate.Training(shape.Spec(), 1, room: 0).Buffers.BlockSteps is not null)
    {
        Row(named, MemoryEstimate.Training(shape.Spec(), 1, room: 0).Bytes);
    }

    void Row(string word, long room)
    {
        double measured = (Peak(word, room) - nothing) / 1048576.0;
        double estimate = MemoryEstimate.Bytes(shape.Spec(), 1, room) / 1048576.0;
        string name = room == long.MaxValue ? word : word + ", in blocks";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {measured:F1} | {estimate:F1} | {estimate / measured:F2} |"));
    }
}

static SequenceSet InSteps(SequenceSet set, Shape shape) =>
    new(set.Bytes, set.Labels, shape.Steps, shape.Features);

static long Peak(string shape, long room)
{
    string program = Environment.GetCommandLineArgs()[0];
    bool isHost = Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet";
    string[] words = ["--train", shape, room.ToString(CultureInfo.InvariantCulture)];
    ProcessStartInfo start = new(Environment.ProcessPath!, [.. isHost ? [program] : Array.Empty<string>(), .. words]) { RedirectStandardOutput = true };
    using Process process = Process.Start(start)!;
    string peak = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return process.ExitCode == 0 ? long.Parse(peak, CultureInfo.InvariantCulture)
        : throw new InvalidOperationException($"training {shape} ended {process.ExitCode}");
}

/// <summary>Ends a training after its third batch: by then every buffer is there.</summary>
internal sealed class FewBatches(CancellationTokenSource soon) : ITrainingObserver
{
    private int _batches;

    public void BatchCompleted(int epoch, int samplesDone, int samples, double meanLoss)
    {
        if (++_batches == 3)
        {
            soon.Cancel();
        }
    }

    public void EvaluationStarted(int epoch)
    {
        // Only training is looked at.
    }

    public void EvaluationCompleted(int epoch)
    {
        // Only training is looked at.
    }
}
