using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Training;
using MnistLstm.Training.Observers;

namespace MnistLstm.Runner.Runs.Execution;

/// <summary>Told how a run goes, on the run's own thread: batches and evaluations from the training, and the rest from here.</summary>
internal interface IRunObserver : ITrainingObserver
{
    /// <summary>The run is this process's now; its first batch follows.</summary>
    /// <param name="start">Where it begins.</param>
    void Begun(StartingPoint start)
    {
    }

    /// <summary>An epoch is done and stored.</summary>
    void EpochCompleted(EpochMetrics epoch);

    /// <summary>The run is being made by another live process; this one waits until that is done.</summary>
    /// <param name="owner">Who makes it; null when it left no trace of itself.</param>
    void Waiting(RunOwner? owner)
    {
    }

    /// <summary>The result is there, but another process is writing snapshots; this one waits for its turn to keep what differs.</summary>
    /// <param name="owner">Who writes; null when it left no trace of itself.</param>
    void WaitingToKeep(RunOwner? owner)
    {
    }
}
