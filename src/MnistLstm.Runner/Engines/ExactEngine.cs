using MnistLstm.Engine;
using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Kernels;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Engines;

/// <summary>The engine of this repository, whose every bit is stated (docs/numerics.md).</summary>
internal sealed class ExactEngine : RunEngine
{
    /// <summary>Its word.</summary>
    public const string Name = RepositoryLayout.UnmarkedEngine;

    private readonly string? _hardware;
    private readonly Func<int, string?> _selfTest;

    private ExactEngine()
        : this(null, threads => SelfTest.Fault(new ExecutionOptions(threads, SimdWidths.Best)))
    {
    }

    /// <param name="hardware">What it is said to compute with; null for what this machine has.</param>
    /// <param name="selfTest">What its self-test finds with a number of threads.</param>
    internal ExactEngine(string? hardware, Func<int, string?> selfTest) => (_hardware, _selfTest) = (hardware, selfTest);

    /// <summary>The one of this process.</summary>
    public static ExactEngine Instance { get; } = new();

    /// <inheritdoc/>
    public override string Word => Name;

    /// <inheritdoc/>
    public override string Version => EngineVersion.Name;

    /// <inheritdoc/>
    public override string? SideBySideObstacle => null;

    /// <inheritdoc/>
    public override int DefaultThreads => Environment.ProcessorCount;

    /// <inheritdoc/>
    public override string Hardware => _hardware ?? SimdWidths.Best.DisplayName();

    /// <inheritdoc/>
    public override string? Fault(int threads) => _selfTest(threads);

    /// <inheritdoc/>
    public override string SourcesSha256(RunSpec spec) => SourcesHash.Of(spec);

    /// <inheritdoc/>
    internal override bool KeepsToMemory => true;

    /// <inheritdoc/>
    internal override ITrainingSession Start(RunSpec spec, Dataset data, TrainingOptions options) => new TrainerSession(spec.CreateTrainer(data, options));

    /// <inheritdoc/>
    public override Trainer CreateTrainer(RunSpec spec, Dataset data, int threads) => spec.CreateTrainer(data, new TrainingOptions { Threads = threads });
}
