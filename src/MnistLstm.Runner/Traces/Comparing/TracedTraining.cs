using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Training;
using MnistLstm.Training.Observers;

namespace MnistLstm.Runner.Traces.Comparing;

/// <summary>Trains under the eyes of an observer.</summary>
internal static class TracedTraining
{
    /// <summary>Trains up to a number of epochs, or until the observer's sink has seen enough.</summary>
    /// <param name="trainer">A fresh trainer whose <see cref="Trainer.StepObserver"/> is the observer, or passes everything on to it.</param>
    /// <param name="epochs">Epochs to train.</param>
    /// <param name="observer">Takes the records.</param>
    /// <param name="view">Shown how it goes.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="TrainingDivergedException">A loss became NaN or infinite.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static void Run(Trainer trainer, int epochs, TraceObserver observer, IRunObserver view, CancellationToken cancellation)
    {
        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        EndWhenDone watch = new(view, observer, enough);
        try
        {
            observer.Start(trainer.Model);
            while (trainer.EpochsCompleted < epochs && !observer.Done)
            {
                EpochMetrics epoch = trainer.RunEpoch(watch, enough.Token);
                observer.EpochCompleted(epoch);
                view.EpochCompleted(epoch);
            }
        }
        catch (Exception end) when (observer.Done && end is (OperationCanceledException or TrainingDivergedException))
        {
            // Ended because nothing more of it is wanted, or by a loss after the point that was looked for.
        }
    }

    /// <summary>Ends the training between two batches.</summary>
    private sealed class EndWhenDone(ITrainingObserver view, TraceObserver observer, CancellationTokenSource enough) : ITrainingObserver
    {
        public void BatchCompleted(int epoch, int samplesDone, int samples, double meanLoss)
        {
            view.BatchCompleted(epoch, samplesDone, samples, meanLoss);
            if (observer.Done)
            {
                enough.Cancel();
            }
        }

        public void EvaluationStarted(int epoch) => view.EvaluationStarted(epoch);

        public void EvaluationCompleted(int epoch) => view.EvaluationCompleted(epoch);
    }
}
