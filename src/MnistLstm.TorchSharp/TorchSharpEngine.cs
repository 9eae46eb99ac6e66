using System.Globalization;
using MnistLstm.Runner.Engines;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.TorchSharp;

/// <summary>libtorch, by way of TorchSharp. Its numbers belong to a version, a machine and a number of threads.</summary>
/// <param name="threads">Threads within a run; more than one stand in the version, since they change the numbers.</param>
public sealed class TorchSharpEngine(int threads) : RunEngine
{
    /// <inheritdoc/>
    public override string Word => RunEngines.TorchSharp;

    /// <inheritdoc/>
    public override string Version =>
        string.Create(CultureInfo.InvariantCulture, $"{Word}/{TorchLibrary.Version}{(threads == 1 ? "" : $"+{threads}threads")}");

    /// <inheritdoc/>
    public override EngineTolerance? Tolerance => EngineTolerance.OfLibTorch;

    /// <inheritdoc/>
    public override string? Library => "libtorch " + TorchLibrary.LibTorchVersion;

    /// <inheritdoc/>
    public override int DefaultThreads => 1;

    /// <inheritdoc/>
    public override string Hardware => "libtorch";

    /// <inheritdoc/>
    public override string? Fault(int threads) => TorchLibrary.Fault();

    /// <inheritdoc/>
    public override string SourcesSha256(RunSpec spec) => SourcesHash.Of(spec.TorchSharpCode(), typeof(TorchTraining));

    /// <inheritdoc/>
    public override ITimedSteps Timed(TimedShape shape, int threads) => new TorchSteps(shape, threads);

    /// <inheritdoc/>
    public override Trainer CreateTrainer(RunSpec spec, Dataset data, int threads) =>
        spec.Hooks is { } hooks
            ? throw new NotSupportedException(
                $"{spec.Name} has hooks in {string.Join(", ", hooks.Files)}, which are the exact engine's; without them libtorch would train "
                    + $"another experiment")
            : spec.CreateTorchTrainer!(data, new TrainingOptions { Threads = threads });
}
