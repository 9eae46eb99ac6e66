using MnistLstm.Runner.Bench;
using MnistLstm.Runner.Engines;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Tests.Bench;

/// <summary>An engine that takes 13 ms a step and 6 ms an evaluation on the clock of <see cref="FakeBench"/>, on any number of threads.</summary>
internal sealed class FakePeer(FakeBench bench, RunEngine engine) : IBenchPeer
{
    public string Engine => engine.Version;

    public string? Library => engine.Library;

    public IBenchSubject Prepare(BenchShape shape, int threads) => new Subject(bench);

    public EpochFigures Epoch(RunSpec spec, Dataset data, int threads, CancellationToken cancellation) =>
        new(spec, Engine, threads, data.Train.Count, 6.0, data.Test.Count, 2.0, 1.26, 0.5);

    private sealed class Subject(FakeBench bench) : IBenchSubject
    {
        public int EvaluationBatch => 256;

        public IReadOnlyList<BenchPass> Passes { get; } = [BenchPass.Step, BenchPass.Evaluation];

        public void Run(BenchPass pass) => bench.Pass(pass == BenchPass.Step ? 13_000 : 6_000);

        public void Dispose()
        {
            // Holds nothing.
        }
    }
}
