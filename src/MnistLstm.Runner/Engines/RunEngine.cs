using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Engines;

/// <summary>What runs are trained with: which numbers it stands for, which code makes them, and how they are judged.</summary>
public abstract class RunEngine
{
    /// <summary>The word of <c>--engine</c>: <c>exact</c>.</summary>
    public abstract string Word { get; }

    /// <summary>The word, a slash, and what its numbers depend on: <c>exact/1</c>. Part of a run's fingerprint.</summary>
    public abstract string Version { get; }

    /// <summary>How far a number may be from its accepted value; null where every bit counts.</summary>
    public virtual EngineTolerance? Tolerance => null;

    /// <summary>The same for a run's numbers.</summary>
    public EngineTolerance? ToleranceOf(RunSpec spec) => Tolerance is not null && spec.PredictsNumbers ? EngineTolerance.OfPredictedNumbers : Tolerance;

    /// <summary>The native library that computes, with its version; null where there is none.</summary>
    public virtual string? Library => null;

    /// <summary>Why runs cannot be trained side by side in one process; null when they can be.</summary>
    public virtual string? SideBySideObstacle => $"the engine {Word} keeps its random numbers and its threads for the whole process";

    /// <summary>Threads within a run where nobody says how many.</summary>
    public abstract int DefaultThreads { get; }

    /// <summary>What it computes with on this machine, in a word or two: <c>AVX-512</c>.</summary>
    public abstract string Hardware { get; }

    /// <summary>Tries the engine before anything is trained; null when all is well, else what is wrong.</summary>
    public abstract string? Fault(int threads);

    /// <summary>Hash of the sources that make a run's result with this engine.</summary>
    public abstract string SourcesSha256(RunSpec spec);

    /// <summary>Builds the trainer of a run.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="data">Its data set.</param>
    /// <param name="threads">Threads within the run, at least 1.</param>
    /// <exception cref="NotSupportedException">The engine cannot train this run; the message says why.</exception>
    public abstract Trainer CreateTrainer(RunSpec spec, Dataset data, int threads);

    /// <summary>Sets up steps for a clock; null for an engine that has none of this kind.</summary>
    /// <param name="shape">The model and its batches.</param>
    /// <param name="threads">Threads within a step, at least 1.</param>
    public virtual ITimedSteps? Timed(TimedShape shape, int threads) => null;

    /// <summary>Whether it keeps to <see cref="TrainingOptions.Memory"/>.</summary>
    internal virtual bool KeepsToMemory => false;

    /// <summary>Begins a run.</summary>
    internal virtual ITrainingSession Start(RunSpec spec, Dataset data, TrainingOptions options) => Start(spec, data, options.Threads);

    /// <summary>Begins a run that may take what it needs.</summary>
    internal virtual ITrainingSession Start(RunSpec spec, Dataset data, int threads) => new TrainerSession(CreateTrainer(spec, data, threads));

    /// <summary>The word of a version: <c>torchsharp</c> of <c>torchsharp/0.107.0</c>.</summary>
    public static string WordOf(string version) => version.Split('/')[0];

    /// <summary>What a command needs to mean the engine of a version: <c> --engine torchsharp</c>, nothing for the exact one.</summary>
    public static string OptionOf(string version) => WordOf(version) == ExactEngine.Name ? "" : " --engine " + WordOf(version);
}
