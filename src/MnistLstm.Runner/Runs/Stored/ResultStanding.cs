namespace MnistLstm.Runner.Runs.Stored;

/// <summary>What a stored result is good for.</summary>
internal enum ResultStanding
{
    /// <summary>It is of a spec as it is now; run and compare use it.</summary>
    Current,

    /// <summary>It is not of a spec as it is now, but its weights are those of an accepted snapshot, or of a result that waits for a decision.</summary>
    Snapshot,

    /// <summary>It is of the same run with another number of epochs, and the run as it is now, which is not complete, can go on from its state.</summary>
    State,

    /// <summary>Nobody can tell what needs it: its spec is not built in but lies there, its snapshot cannot be read, or it holds files of others.</summary>
    Unclear,

    /// <summary>Its spec, engine or data is another one now.</summary>
    Older,

    /// <summary>No spec gives its run any more.</summary>
    Orphaned,
}
