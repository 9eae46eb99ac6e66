using System.Diagnostics;
using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Training;

namespace MnistLstm.Runner;

/// <summary>Passes on how a run goes to what .NET programs listen with.</summary>
/// <param name="spec">The run.</param>
/// <param name="options">Has the log.</param>
/// <param name="progress">Told of batches and epochs; null for nobody.</param>
internal sealed class ReportingObserver(RunSpec spec, ExperimentRunnerOptions options, IProgress<TrainingProgress>? progress) : IRunObserver
{
    // A listener may draw on a screen: it is not asked to more often than one can see.
    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(100);
    private readonly Stopwatch _sinceTold = Stopwatch.StartNew();
    private (int Done, int Samples) _last;

    public void Begun(StartingPoint start) =>
        LibraryLog.Begun(options.Logger, spec.Name, start.ToString() is { Length: > 0 } text ? text : "with the first epoch");

    public void BatchCompleted(int epoch, int samplesDone, int samples, double meanLoss)
    {
        _last = (samplesDone, samples);
        if (progress is not null && _sinceTold.Elapsed >= s_rest)
        {
            progress.Report(new TrainingProgress(spec.Name, epoch, spec.Epochs, samplesDone, samples, meanLoss));
            _sinceTold.Restart();
        }
    }

    public void EvaluationStarted(int epoch)
    {
    }

    public void EvaluationCompleted(int epoch)
    {
    }

    public void EpochCompleted(EpochMetrics epoch)
    {
        LibraryLog.EpochCompleted(options.Logger, spec.Name, epoch.Epoch, spec.Epochs, epoch.TrainLoss, epoch.TestLoss, epoch.TestAccuracy);
        progress?.Report(
            new TrainingProgress(spec.Name, epoch.Epoch, spec.Epochs, _last.Done, _last.Samples, epoch.TrainLoss) { Completed = epoch });
    }

    public void Waiting(RunOwner? owner) => LibraryLog.Waiting(options.Logger, spec.Name, owner?.ToString() ?? "which left no name");
}
