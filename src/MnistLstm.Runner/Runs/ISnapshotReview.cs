using MnistLstm.Training;

namespace MnistLstm.Runner.Runs;

/// <summary>What the snapshots command asks of snapshots.</summary>
internal interface ISnapshotReview
{
    /// <summary>The runs whose result is new or differs.</summary>
    IReadOnlyList<PendingSnapshot> Pending();

    /// <summary>The accepted snapshots that no spec stands for any more.</summary>
    IReadOnlyList<SnapshotOrphan> Orphans();

    /// <summary>Makes the results of runs their snapshots; says what it did for each experiment.</summary>
    IReadOnlyList<AcceptedSnapshot> Accept(IReadOnlyList<RunSpec> runs);

    /// <summary>Drops what was received for runs.</summary>
    /// <returns>The names of those runs that something had been received for.</returns>
    IReadOnlyList<string> Reject(IReadOnlyList<RunSpec> runs);
}
