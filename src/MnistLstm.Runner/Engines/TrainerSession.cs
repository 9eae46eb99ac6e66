using MnistLstm.Training;
using MnistLstm.Training.Observers;
using MnistLstm.Training.Safetensors;

namespace MnistLstm.Runner.Engines;

/// <summary>A run trained by one of its generated trainers.</summary>
internal sealed class TrainerSession(Trainer trainer) : ITrainingSession
{
    public EpochMetrics RunEpoch(ITrainingObserver observer, CancellationToken cancellation) => trainer.RunEpoch(observer, cancellation);

    public string? ResumeObstacle => trainer.ResumeObstacle;

    public TrainerState Save() => trainer.SaveState();

    public IReadOnlyList<EpochMetrics> GoOn(TrainerState state)
    {
        trainer.RestoreState(state);
        return trainer.History;
    }

    public IReadOnlyList<SafetensorsTensor> Weights() => ModelFile.Tensors(trainer.Model);

    public void Dispose() => trainer.Dispose();
}
