using MnistLstm.Training;

namespace MnistLstm.Experiments.Runs;

/// <summary>temporary</summary>
public interface IRunObserver : ITrainingObserver
{
    void EpochCompleted(EpochMetrics epoch);
}
