using MnistLstm.Training;
using MnistLstm.Training.Observers;

namespace MnistLstm.Runner.Runs.Execution;

/// <summary>Tells training from evaluation by the clock, and passes on what it hears.</summary>
/// <param name="time">The clock.</param>
/// <param name="inner">Who else listens; null for nobody.</param>
internal sealed class EpochTimer(TimeProvider time, ITrainingObserver? inner) : ITrainingObserver
{
    private long _since;
    private bool _evaluating;

    /// <summary>Seconds of training so far.</summary>
    public double TrainSeconds { get; private set; }

    /// <summary>Seconds of evaluation so far.</summary>
    public double EvaluateSeconds { get; private set; }

    /// <summary>Samples trained on in the epoch that was measured last: of a run that counts steps, or leaves out small batches, not those of the
    /// data.</summary>
    public int Samples { get; private set; }

    /// <summary>Adds what an earlier attempt took.</summary>
    public void Add(double trainSeconds,
        double evaluateSeconds) => (TrainSeconds, EvaluateSeconds) = (TrainSeconds + trainSeconds, EvaluateSeconds + evaluateSeconds);

    /// <summary>Times one epoch, also one that ends in an exception.</summary>
    public EpochMetrics Measure(Func<ITrainingObserver, EpochMetrics> runEpoch)
    {
        (_since, _evaluating) = (time.GetTimestamp(), false);
        try
        {
            return runEpoch(this);
        }
        finally
        {
            Lap();
        }
    }

    public void BatchCompleted(int epoch, int samplesDone, int samples, double meanLoss)
    {
        Samples = samplesDone;
        inner?.BatchCompleted(epoch, samplesDone, samples, meanLoss);
    }

    public void EvaluationStarted(int epoch)
    {
        Lap();
        _evaluating = true;
        inner?.EvaluationStarted(epoch);
    }

    public void EvaluationCompleted(int epoch)
    {
        Lap();
        _evaluating = false;
        inner?.EvaluationCompleted(epoch);
    }

    private void Lap()
    {
        long now = time.GetTimestamp();
        double seconds = time.GetElapsedTime(_since, now).TotalSeconds;
        _since = now;
        if (_evaluating)
        {
            EvaluateSeconds += seconds;
        }
        else
        {
            TrainSeconds += seconds;
        }
    }
}
