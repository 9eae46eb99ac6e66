using MnistLstm.Engine.Kernels;

namespace MnistLstm.Training;

/// <summary>How to run a training. Nothing here can change a result.</summary>
public sealed record TrainingOptions
{
    /// <summary>Number of threads within the run, at least 1. Default: the machine's processors.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Vector width. Default: the machine's best.</summary>
    public SimdWidth Simd { get; init; } = SimdWidths.Best;

    /// <summary>
    /// Bytes that training may take beside its data. What would take more is computed in smaller pieces, a long sequence in blocks of time steps, which
    /// takes about twice as long. Where even that is too much, it is refused. Default: <see cref="TrainingMemory.Usual"/>, and nothing is refused.
    /// </summary>
    public long? Memory { get; init; }
}
