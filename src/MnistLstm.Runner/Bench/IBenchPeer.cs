using MnistLstm.Runner.Engines;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Bench;

/// <summary>Another engine that ours is measured against. It runs whole steps and evaluations; what is in between is its own affair.</summary>
internal interface IBenchPeer
{
    /// <summary>Its version: <c>torchsharp/0.107.0</c>.</summary>
    string Engine { get; }

    /// <summary>The library that computes, with its version; null where there is none.</summary>
    string? Library { get; }

    /// <summary>Sets up a model and batches of a shape on so many threads.</summary>
    IBenchSubject Prepare(BenchShape shape, int threads);

    /// <inheritdoc cref="IBenchEngine.Epoch"/>
    EpochFigures Epoch(RunSpec spec, Dataset data, int threads, CancellationToken cancellation);
}

/// <summary>An engine of the program as a peer.</summary>
/// <param name="engine">The engine.</param>
/// <param name="time">The clock of whole epochs.</param>
internal sealed class BenchPeer(RunEngine engine, TimeProvider time) : IBenchPeer
{
    /// <inheritdoc/>
    public string Engine => engine.Version;

    /// <inheritdoc/>
    public string? Library => engine.Library;

    /// <inheritdoc/>
    public IBenchSubject Prepare(BenchShape shape, int threads) => new PeerSubject(engine, shape, threads);

    /// <inheritdoc/>
    public EpochFigures Epoch(RunSpec spec, Dataset data, int threads, CancellationToken cancellation) =>
        new EpochBenchmark(engine, time).Measure(spec, data, threads, cancellation);

    private sealed class PeerSubject : IBenchSubject
    {
        private readonly ITimedSteps _steps;

        public PeerSubject(RunEngine engine, BenchShape shape, int threads)
        {
            EvaluationBatch = Math.Max(shape.Batch, Trainer.MinEvaluationBatch);
            _steps = engine.Timed(
                new TimedShape(
                    shape.Batch, EvaluationBatch, shape.Steps, shape.Features, shape.Hidden, shape.Layers, shape.Bidirectional, shape.Classes,
                    EngineSubject.Images),
                threads) ?? throw new NotSupportedException($"{engine.Version} has no steps to time");
        }

        public int EvaluationBatch { get; }

        public IReadOnlyList<BenchPass> Passes { get; } = [BenchPass.Step, BenchPass.Evaluation];

        public void Run(BenchPass pass)
        {
            if (pass == BenchPass.Step)
            {
                _steps.Train();
            }
            else
            {
                _steps.Evaluate();
            }
        }

        public void Dispose() => _steps.Dispose();
    }
}
