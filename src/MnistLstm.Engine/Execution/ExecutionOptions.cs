using MnistLstm.Engine.Kernels;

namespace MnistLstm.Engine.Execution;

/// <summary>How to run a model. Nothing here can change a result.</summary>
/// <param name="Threads">Threads, at least 1.</param>
/// <param name="Simd">Vector width; any may be asked for, one the machine lacks is slow.</param>
public sealed record ExecutionOptions(int Threads, SimdWidth Simd)
{
    /// <summary>One thread, the machine's best vectors.</summary>
    public static ExecutionOptions Default { get; } = new(1, SimdWidths.Best);

    /// <summary>The largest batch that is trained, where larger ones are evaluated; null for the largest of all. What only training needs has room for no
    /// more.</summary>
    public int? TrainingBatch { get; init; }

    /// <summary>
    /// Bytes that the model's buffers may take. Where a long sequence takes more, what its way back needs is kept of a block of time steps alone and
    /// computed anew for each, which takes about twice as long. What is needed at least is taken even if it is more.
    /// </summary>
    public long Memory { get; init; } = long.MaxValue;
}
