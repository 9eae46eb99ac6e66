using MnistLstm.Training;
using MnistLstm.Training.Observers;
using MnistLstm.Training.Safetensors;

namespace MnistLstm.Runner.Engines;

/// <summary>One run being trained: what the executor needs of a trainer.</summary>
internal interface ITrainingSession : IDisposable
{
    /// <summary>Why this run cannot be interrupted and gone on with; null when it can be.</summary>
    string? ResumeObstacle { get; }

    /// <summary>Trains the next epoch, or the rest of one that was begun.</summary>
    EpochMetrics RunEpoch(ITrainingObserver observer, CancellationToken cancellation);

    /// <summary>All that the coming batches depend on; between two batches, or after <see cref="RunEpoch"/> was cancelled.</summary>
    /// <exception cref="InvalidOperationException">At another time.</exception>
    TrainerState Save();

    /// <summary>Goes on from a state, before anything was trained.</summary>
    /// <returns>The epochs that are done.</returns>
    /// <exception cref="TrainerStateException">It does not fit; the session can still train from scratch.</exception>
    IReadOnlyList<EpochMetrics> GoOn(TrainerState state);

    /// <summary>The weights as they are now, in PyTorch's state_dict order; valid while the session lives.</summary>
    IReadOnlyList<SafetensorsTensor> Weights();
}
