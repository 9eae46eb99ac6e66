using MnistLstm.Runner.Processes;
using MnistLstm.Training;

namespace MnistLstm.Runner.Runs.Review;

/// <summary>What the snapshots command asks of snapshots.</summary>
internal interface ISnapshotReview
{
    /// <summary>The runs whose result is new or differs.</summary>
    IReadOnlyList<PendingSnapshot> Pending();

    /// <summary>The accepted snapshots that no spec stands for any more.</summary>
    IReadOnlyList<SnapshotOrphan> Orphans();

    /// <summary>Makes the results of runs their snapshots; says what it did for each experiment.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="waiting">Told who is writing snapshots while this process waits for its turn.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    IReadOnlyList<AcceptedSnapshot> Accept(IReadOnlyList<RunSpec> runs, Action<RunOwner?> waiting, CancellationToken cancellation);

    /// <summary>Drops what was received for runs.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="waiting">Told who is writing snapshots while this process waits for its turn.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    RejectedRuns Reject(IReadOnlyList<RunSpec> runs, Action<RunOwner?> waiting, CancellationToken cancellation);
}
