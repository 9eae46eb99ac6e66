using System.Collections.Concurrent;
using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Runs;

/// <summary>Keeps what it is told.</summary>
internal sealed class RecordingObserver : IRunObserver
{
    public ConcurrentQueue<string> Events { get; } = new();

    public ConcurrentQueue<StartingPoint> Starts { get; } = new();

    public Action<RunOwner?>? OnWaiting { get; init; }

    public Action<RunOwner?>? OnWaitingToKeep { get; init; }

    public void Begun(StartingPoint start) => Starts.Enqueue(start);

    public void BatchCompleted(int epoch, int samplesDone, int samples, double meanLoss) => Events.Enqueue($"batch {epoch}");

    public void EvaluationStarted(int epoch) => Events.Enqueue($"evaluation {epoch}");

    public void EvaluationCompleted(int epoch) => Events.Enqueue($"evaluated {epoch}");

    public void EpochCompleted(EpochMetrics epoch) => Events.Enqueue($"epoch {epoch.Epoch}");

    public void Waiting(RunOwner? owner) => OnWaiting?.Invoke(owner);

    public void WaitingToKeep(RunOwner? owner) => OnWaitingToKeep?.Invoke(owner);
}
