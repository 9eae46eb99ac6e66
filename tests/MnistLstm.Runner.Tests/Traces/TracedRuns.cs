using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Runner.Traces.Comparing;
using MnistLstm.Runner.Traces.Content;
using MnistLstm.Runner.Traces.Files;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Observers;

namespace MnistLstm.Runner.Tests.Traces;

/// <summary>Trains the tiny run under a sink.</summary>
internal static class TracedRuns
{
    public static TraceSide Side(RunSpec spec, int threads = 1)
    {
        using Trainer trainer = spec.CreateTrainer(TinyRun.Data(), new TrainingOptions { Threads = threads });
        return new TraceSide(TraceHeader.Of(spec, TinyRun.Data(), trainer, spec.Epochs), TraceEnvironment.Here("AVX2", threads));
    }

    /// <summary>Trains.</summary>
    /// <param name="sink">Takes the records.</param>
    /// <param name="spec">The run; null for the tiny one as it is.</param>
    /// <param name="data">The data; null for its own.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="tamper">Puts something in front of the observer.</param>
    public static void Train(ITraceSink sink, RunSpec? spec = null, Dataset? data = null, int threads = 1, Func<IStepObserver, IStepObserver>? tamper = null)
    {
        spec ??= TinyRun.Spec();
        using Trainer trainer = spec.CreateTrainer(data ?? TinyRun.Data(), new TrainingOptions { Threads = threads });
        TraceObserver observer = new(Side(spec).Header.Layout(), sink);
        trainer.StepObserver = tamper?.Invoke(observer) ?? observer;
        TracedTraining.Run(trainer, spec.Epochs, observer, new RecordingObserver(), CancellationToken.None);
    }

    /// <summary>A trace as bytes.</summary>
    public static byte[] Record(RunSpec? spec = null, int threads = 1, Func<IStepObserver, IStepObserver>? tamper = null)
    {
        spec ??= TinyRun.Spec();
        using MemoryStream stream = new();
        using TraceFileWriter writer = new(stream, Side(spec, threads));
        Train(writer, spec, threads: threads, tamper: tamper);
        writer.Complete();
        return stream.ToArray();
    }
}
