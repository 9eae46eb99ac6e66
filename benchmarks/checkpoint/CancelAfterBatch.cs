using MnistLstm.Training.Observers;

namespace MnistLstm.Training.Benchmark;

/// <summary>Cancels a training after its next batch.</summary>
internal sealed class CancelAfterBatch(CancellationTokenSource source) : ITrainingObserver
{
    public void BatchCompleted(int epoch, int samplesDone, int samples, double meanLoss) => source.Cancel();

    public void EvaluationStarted(int epoch)
    {
        // It never comes to that.
    }

    public void EvaluationCompleted(int epoch)
    {
        // Nor to this.
    }
}
