using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Kernels;
using MnistLstm.Runner.Engines;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Bench;

/// <summary>The exact engine with the machine's best vectors.</summary>
/// <param name="time">The clock of whole epochs.</param>
internal sealed class EngineBench(TimeProvider time) : IBenchEngine
{
    /// <inheritdoc/>
    public Machine Machine => Machine.Here();

    /// <inheritdoc/>
    public IBenchPeak Peak(int threads) => new EnginePeak(threads);

    /// <inheritdoc/>
    public IBenchSubject Prepare(BenchShape shape, int threads) => new EngineSubject(shape, threads);

    /// <inheritdoc/>
    public EpochFigures Epoch(RunSpec spec, Dataset data, int threads, CancellationToken cancellation) =>
        new EpochBenchmark(ExactEngine.Instance, time).Measure(spec, data, threads, cancellation);

    private sealed class EnginePeak(int threads) : IBenchPeak
    {
        private readonly PeakExecution _execution = new(new ExecutionOptions(threads, SimdWidths.Best));

        public long FlopsPerRound => _execution.FlopsPerRound;

        public void Run(long rounds) => _execution.Run(rounds);

        public void Dispose() => _execution.Dispose();
    }
}
