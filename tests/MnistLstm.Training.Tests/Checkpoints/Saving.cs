using MnistLstm.Training.Checkpoints;
using MnistLstm.Training.Observers;

namespace MnistLstm.Training.Tests.Checkpoints;

/// <summary>Saves a trainer's state after every batch.</summary>
internal sealed class Saving(Trainer trainer) : ITrainingObserver
{
    public const string Identity = "a run of tests";

    public List<byte[]> Checkpoints { get; } = [];

    /// <summary>Trains to the end; what is returned are the checkpoints after every batch and every epoch.</summary>
    public static List<byte[]> Run(Trainer trainer)
    {
        Saving saving = new(trainer);
        while (!trainer.IsDone)
        {
            trainer.RunEpoch(saving);
            saving.Save();
        }

        return saving.Checkpoints;
    }

    public static byte[] Save(Trainer trainer)
    {
        using MemoryStream stream = new();
        CheckpointWriter.Write(stream, trainer.SaveState(), Identity);
        return stream.ToArray();
    }

    public static TrainerState Read(byte[] checkpoint) => CheckpointReader.Read(new MemoryStream(checkpoint), Identity);

    public void BatchCompleted(int epoch, int samplesDone, int samples, double meanLoss) => Save();

    public void EvaluationStarted(int epoch)
    {
        // Nothing can be saved within an evaluation.
    }

    public void EvaluationCompleted(int epoch)
    {
        // Nor here: the epoch has not ended.
    }

    private void Save() => Checkpoints.Add(Save(trainer));
}
