using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Training;
using MnistLstm.Training.Checkpoints;
using MnistLstm.Training.Observers;

namespace MnistLstm.Runner.Runs.Execution;

/// <summary>Stores a run's checkpoints: after each epoch, each minute within a long one, and when it is interrupted. Passes on what it hears.</summary>
/// <param name="session">The training.</param>
/// <param name="recorder">Where to.</param>
/// <param name="identity">Which run the checkpoints are of.</param>
/// <param name="time">The clock.</param>
/// <param name="inner">Who else listens.</param>
/// <param name="steps">Whether training steps are counted, not epochs.</param>
internal sealed class Checkpointing(
    ITrainingSession session, RunRecorder recorder, string identity, TimeProvider time, ITrainingObserver inner, bool steps = false)
    : ITrainingObserver
{
    /// <summary>The most that is lost of a long epoch when the process is killed.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromMinutes(1);

    private long _last = time.GetTimestamp();

    /// <inheritdoc/>
    public void BatchCompleted(int epoch, int samplesDone, int samples, double meanLoss)
    {
        inner.BatchCompleted(epoch, samplesDone, samples, meanLoss);
        if (session.ResumeObstacle is null && time.GetElapsedTime(_last) >= Most)
        {
            Store(session.Save());
        }
    }

    /// <inheritdoc/>
    public void EvaluationStarted(int epoch) => inner.EvaluationStarted(epoch);

    /// <inheritdoc/>
    public void EvaluationCompleted(int epoch) => inner.EvaluationCompleted(epoch);

    /// <summary>After an epoch, which is stored.</summary>
    public void EpochCompleted()
    {
        if (session.ResumeObstacle is null)
        {
            Store(session.Save());
        }
    }

    /// <summary>After a training was cancelled.</summary>
    /// <returns>What the same command will do: <c>goes on after epoch 20</c>, or <c>begins anew: …</c>.</returns>
    public StartingPoint Interrupted()
    {
        if (session.ResumeObstacle is { } obstacle)
        {
            return new StartingPoint(null, obstacle);
        }

        TrainerState state = session.Save();
        Store(state);
        return new StartingPoint(state) { CountsSteps = steps };
    }

    private void Store(TrainerState state)
    {
        recorder.Checkpoint(stream => CheckpointWriter.Write(stream, state, identity));
        _last = time.GetTimestamp();
    }
}
