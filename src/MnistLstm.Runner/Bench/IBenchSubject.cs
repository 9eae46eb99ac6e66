namespace MnistLstm.Runner.Bench;

/// <summary>A model with batches to run through it, on some threads.</summary>
internal interface IBenchSubject : IDisposable
{
    /// <summary>Samples of one evaluation; training steps have the shape's batch.</summary>
    int EvaluationBatch { get; }

    /// <summary>What can be run, in the order of a round.</summary>
    IReadOnlyList<BenchPass> Passes { get; }

    /// <summary>Runs one batch.</summary>
    void Run(BenchPass pass);
}
