using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Modules.Features;

/// <summary>What a module needs to know to lay out its buffers, and where it has them from.</summary>
/// <param name="Kernels">The arithmetic.</param>
/// <param name="MaxBatch">The largest batch.</param>
/// <param name="Parts">Threads that share the work.</param>
internal sealed record Workspace(KernelSet Kernels, int MaxBatch, int Parts)
{
    /// <summary>The largest batch that is trained: what only a way back needs has room for no more.</summary>
    public int TrainingBatch { get; init; } = MaxBatch;

    /// <summary>Time steps of which a recurrent direction keeps what the way back needs; of a longer sequence it computes them anew, block by block. A
    /// multiple of <see cref="Recurrence.TimeBlocks.Unit"/>, or more than the sequence has.</summary>
    public int BlockSteps { get; init; } = int.MaxValue;

    /// <summary>Whether nothing is given out and only counted.</summary>
    public bool OnlyCounts { get; init; }

    /// <summary>Bytes given out so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Those of <see cref="Bytes"/> that every time step of every sample has its own of.</summary>
    public long BytesOfSteps { get; private set; }

    /// <summary>Rows of a buffer of which each thread uses its samples' alone, from <see cref="OwnRow"/> on.</summary>
    public long OwnRows => 2L * MaxBatch;

    /// <summary>The same of a buffer that only training uses.</summary>
    public long OwnTrainingRows => 2L * TrainingBatch;

    /// <summary>
    /// Where a thread's rows of such a buffer begin, by its first sample: apart from the rows of the thread before, beyond whose last one the
    /// hardware fetches on, and would take lines that this thread writes.
    /// </summary>
    public static long OwnRow(int sample) => 2L * sample;

    /// <summary>Memory that does not grow with the sequence.</summary>
    public NativeBuffer Allocate(long count)
    {
        Bytes += NativeBuffer.Bytes(count);
        return OnlyCounts ? NativeBuffer.None : new NativeBuffer(count);
    }

    /// <summary>Memory for every time step.</summary>
    public NativeBuffer AllocateOfSteps(long count)
    {
        BytesOfSteps += NativeBuffer.Bytes(count);
        return Allocate(count);
    }
}
