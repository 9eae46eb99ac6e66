using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Observers;

namespace MnistLstm.Runner.Bench;

/// <summary>Times the first epoch of a run by its generated trainer, or the steps to its first evaluation, and a pass over the test set, whether the spec
/// asks for it then or not.</summary>
/// <param name="engine">What trains.</param>
/// <param name="time">The clock.</param>
internal sealed class EpochBenchmark(RunEngine engine, TimeProvider time)
{
    /// <summary>Warms up with a trainer of its own, then times a fresh one.</summary>
    public EpochFigures Measure(RunSpec spec, Dataset data, int threads, CancellationToken cancellation)
    {
        WarmUp(spec, data, threads, cancellation);
        using Trainer trainer = engine.CreateTrainer(spec, data, threads);
        EpochTimer timer = new(time, null);
        EpochMetrics metrics = timer.Measure(observer => trainer.RunEpoch(observer, cancellation));
        double evaluateSeconds = timer.EvaluateSeconds;
        double? accuracy = metrics.TestAccuracy;
        if (metrics.TestLoss is null)
        {
            long start = time.GetTimestamp();
            accuracy = trainer.Evaluate(cancellation).Accuracy;
            evaluateSeconds = time.GetElapsedTime(start).TotalSeconds;
        }

        return new EpochFigures(
            spec,
            engine.Version,
            threads,
            timer.Samples,
            timer.TrainSeconds,
            (spec.TestSamples ?? data.Test.Count) + (metrics.ValidationLoss is null ? 0 : spec.HeldOutOf(data.Train.Count)),
            evaluateSeconds,
            metrics.TrainLoss,
            accuracy);
    }

    private void WarmUp(RunSpec spec, Dataset data, int threads, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Deadline deadline = new(time, enough);
        while (!enough.IsCancellationRequested)
        {
            using Trainer trainer = engine.CreateTrainer(spec, data, threads);
            trainer.Evaluate(cancellation);
            try
            {
                trainer.RunEpoch(deadline, enough.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // Warm by now.
            }
        }

        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Cancels once the warm-up has lasted long enough.</summary>
    private sealed class Deadline(TimeProvider time, CancellationTokenSource enough) : ITrainingObserver
    {
        private readonly long _start = time.GetTimestamp();

        public void BatchCompleted(int epoch, int samplesDone, int samples, double meanLoss)
        {
            if (time.GetElapsedTime(_start) >= BenchTiming.EpochWarmUp)
            {
                enough.Cancel();
            }
        }

        public void EvaluationStarted(int epoch)
        {
            // Batches alone are counted.
        }

        public void EvaluationCompleted(int epoch)
        {
            // Batches alone are counted.
        }
    }
}
