// usage: MemoryBenchmark [shape ...]     a shape: 512x1x100 (hidden, layers, batch), with bi behind it for two directions
// For each: what training takes at most beside the data, in a process of its own, and what MemoryEstimate says. What a process takes
// that trains next to nothing is taken off.
using System.Diagnostics;
using System.Globalization;
using MnistLstm.Runner.Benchmark;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Training.Checkpoints;
using MnistLstm.Training.Data;
using MnistLstm.Training.Observers;

if (args is ["--train", var word])
{
    Dataset digits = DatasetLoader.Load("mnist-10k");
    using ShapeTrainer trainer = new(Shape.Parse(word), digits);
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

string[] shapes = args.Length > 0 ? args : ["32x1x50", "128x1x100", "512x1x100", "1024x1x32", "64x2x2000", "256x2x100bi"];
long nothing = Peak("1x1x1");
Console.WriteLine("| shape | measured MiB | estimate MiB | estimate / measured |");
Console.WriteLine("|---|--:|--:|--:|");
foreach (string shape in shapes)
{
    double measured = (Peak(shape) - nothing) / 1048576.0;
    double estimate = MemoryEstimate.Bytes(Shape.Parse(shape).Spec()) / 1048576.0;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {shape} | {measured:F1} | {estimate:F1} | {estimate / measured:F2} |"));
}

static long Peak(string shape)
{
    string program = Environment.GetCommandLineArgs()[0];
    bool isHost = Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet";
    ProcessStartInfo start = new(Environment.ProcessPath!, [.. isHost ? [program] : Array.Empty<string>(), "--train", shape]) { RedirectStandardOutput = true };
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
