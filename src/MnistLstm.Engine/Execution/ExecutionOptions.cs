using MnistLstm.Engine.Kernels;

namespace MnistLstm.Engine.Execution;

/// <summary>How to run a model. Nothing here can change a result.</summary>
/// <param name="Threads">Threads, at least 1.</param>
/// <param name="Simd">Vector width; any may be asked for, one the machine lacks is slow.</param>
public sealed record ExecutionOptions(int Threads, SimdWidth Simd)
{
    /// <summary>One thread, the machine's best vectors.</summary>
    public static ExecutionOptions Default { get; } = new(1, SimdWidths.Best);
}
