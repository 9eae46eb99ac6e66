using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Observers;

namespace MnistLstm.Runner.Engines;

/// <summary>One run being trained: what the executor needs of a trainer.</summary>
internal interface ITrainingSession : IDisposable
{
    /// <summary>Trains the next epoch.</summary>
    EpochMetrics RunEpoch(ITrainingObserver observer, CancellationToken cancellation);

    /// <summary>The weights as they are now, in PyTorch's state_dict order; valid while the session lives.</summary>
    IReadOnlyList<SafetensorsTensor> Weights();
}
