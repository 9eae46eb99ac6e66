using MnistLstm.Training;

namespace MnistLstm.Runner;

/// <summary>How far a training is: told after batches, a few times a second at most, and after every epoch.</summary>
/// <param name="Run">The run's full name.</param>
/// <param name="Epoch">The epoch's number, from 1.</param>
/// <param name="Epochs">The epochs of the run; early stopping may end it before.</param>
/// <param name="SamplesDone">Samples trained in this epoch so far.</param>
/// <param name="Samples">Training samples of an epoch.</param>
/// <param name="MeanLoss">Mean loss over the epoch's samples so far.</param>
public sealed record TrainingProgress(string Run, int Epoch, int Epochs, int SamplesDone, int Samples, double MeanLoss)
{
    /// <summary>The metrics of the epoch, once it is done, evaluated and stored; null within it.</summary>
    public EpochMetrics? Completed { get; init; }
}
