using MnistLstm.Runner.Engines;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Tests.Engines;

/// <summary>A second engine that costs nothing and whose numbers need only be near.</summary>
internal sealed class NearEngine(Func<RunSpec, Dataset, int, ITrainingSession>? start = null, string version = "torchsharp/0.1.2") : RunEngine
{
    public override string Word => RunEngines.TorchSharp;

    public override string Version => version;

    public override EngineTolerance? Tolerance { get; } = new([new("train_loss", 0.1), new("test_accuracy", 0.02)]);

    public override string? Library => "libtorch 9.9";

    public override int DefaultThreads => 1;

    public override string Hardware => "libtorch";

    /// <summary>What trying it finds.</summary>
    public string? FaultFound { get; init; }

    public override string? Fault(int threads) => FaultFound;

    public override string SourcesSha256(RunSpec spec) => new('e', 64);

    public override Trainer CreateTrainer(RunSpec spec, Dataset data, int threads) => throw new NotSupportedException("its sessions have no trainer");

    internal override ITrainingSession Start(RunSpec spec, Dataset data, int threads) => start!(spec, data, threads);
}
