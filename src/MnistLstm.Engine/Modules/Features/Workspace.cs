using MnistLstm.Engine.Kernels;

namespace MnistLstm.Engine.Modules.Features;

/// <summary>What a module needs to know to lay out its buffers.</summary>
/// <param name="Kernels">The arithmetic.</param>
/// <param name="MaxBatch">The largest batch.</param>
/// <param name="Parts">Threads that share the work.</param>
internal sealed record Workspace(KernelSet Kernels, int MaxBatch, int Parts)
{
    /// <summary>Rows of a buffer of which each thread uses its samples' alone, from <see cref="OwnRow"/> on.</summary>
    public long OwnRows => 2L * MaxBatch;

    /// <summary>
    /// Where a thread's rows of such a buffer begin, by its first sample: apart from the rows of the thread before, beyond whose last one the
    /// hardware fetches on, and would take lines that this thread writes.
    /// </summary>
    public static long OwnRow(int sample) => 2L * sample;
}
