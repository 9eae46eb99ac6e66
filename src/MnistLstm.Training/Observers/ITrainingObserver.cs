namespace MnistLstm.Training.Observers;

/// <summary>Told how a training goes, on the training's own thread. It can watch the clock, which the training cannot.</summary>
public interface ITrainingObserver
{
    /// <summary>After a training batch.</summary>
    /// <param name="epoch">The epoch's number, from 1.</param>
    /// <param name="samplesDone">Samples trained in this epoch so far.</param>
    /// <param name="samples">Training samples of an epoch.</param>
    /// <param name="meanLoss">Mean loss over the epoch's samples so far.</param>
    void BatchCompleted(int epoch, int samplesDone, int samples, double meanLoss);

    /// <summary>The epoch's training is done and its evaluation begins; <see cref="EvaluationCompleted"/> follows.</summary>
    void EvaluationStarted(int epoch);

    /// <summary>The epoch's evaluation is done.</summary>
    void EvaluationCompleted(int epoch);
}
