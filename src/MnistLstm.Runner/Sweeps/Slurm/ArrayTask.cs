namespace MnistLstm.Runner.Sweeps.Slurm;

/// <summary>A task that is followed.</summary>
/// <param name="folder">Its array's folder.</param>
/// <param name="key">The task.</param>
/// <param name="runs">Those of its runs that belong to this sweep, by their places in its list, in the order in which it trains them.</param>
internal sealed class ArrayTask(ArrayFolder folder, TaskKey key, IReadOnlyList<int> runs)
{
    /// <summary>Its array's folder.</summary>
    public ArrayFolder Folder => folder;

    /// <summary>The task.</summary>
    public TaskKey Key => key;

    /// <summary>Its runs.</summary>
    public IReadOnlyList<int> Runs => runs;

    /// <summary>Where it stood when Slurm was last asked; null when Slurm said nothing of it.</summary>
    public TaskState? State { get; set; }

    /// <summary>When it was first seen to be over with runs left, as the clock's timestamp; null while it is under way.</summary>
    public long? EndedAt { get; set; }

    /// <summary>True once it was called failed.</summary>
    public bool IsFailed { get; set; }
}
