namespace MnistLstm.Engine.Execution;

/// <summary>Sequences [N, T, I] with their classes or real targets, which an execution reads its batches from. Read by several threads at once.</summary>
public abstract class SequenceSource
{
    /// <summary>N.</summary>
    public abstract int Count { get; }

    /// <summary>T, the time steps of each. A model of another number refuses them.</summary>
    public abstract int Steps { get; }

    /// <summary>I, the features of a step. A model that reads another number refuses them.</summary>
    public abstract int Features { get; }

    /// <summary>The class of a sequence.</summary>
    /// <exception cref="InvalidOperationException">The sequences have real targets.</exception>
    public abstract int Label(int sequence);

    /// <summary>What the sequences are to be mapped to where that is no class; null where they have classes.</summary>
    public virtual RealTargets? Targets => null;

    /// <summary>Called when a sequence is about to be read, to fetch it into the caches. Need not do anything.</summary>
    public virtual void Prefetch(int sequence)
    {
    }

    /// <summary>Writes one time step of one sequence, I floats.</summary>
    public abstract void CopyStep(int sequence, int step, Span<float> values);
}
