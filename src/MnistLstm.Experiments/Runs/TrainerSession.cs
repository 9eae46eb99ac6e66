using MnistLstm.Experiments.Export;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Experiments.Runs;

/// <summary>A run trained by its generated trainer.</summary>
internal sealed class TrainerSession : ITrainingSession
{
    private readonly Trainer _trainer;

    private TrainerSession(Trainer trainer) => _trainer = trainer;

    /// <summary>Begins a run.</summary>
    public static ITrainingSession Start(RunSpec spec, Dataset data, int threads) =>
        new TrainerSession(spec.CreateTrainer(data, new TrainingOptions { Threads = threads }));

    public EpochMetrics RunEpoch(ITrainingObserver observer, CancellationToken cancellation) => _trainer.RunEpoch(observer, cancellation);

    public IReadOnlyList<SafetensorsTensor> Weights() => ModelExport.Tensors(_trainer.Model);

    public void Dispose() => _trainer.Dispose();
}
