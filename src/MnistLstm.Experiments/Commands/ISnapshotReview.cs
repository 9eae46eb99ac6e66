using MnistLstm.Experiments.Snapshots;
using MnistLstm.Training;

namespace MnistLstm.Experiments.Commands;

/// <summary>What the snapshots command asks of snapshots.</summary>
internal interface ISnapshotReview
{
    /// <summary>The runs whose result is new or differs.</summary>
    IReadOnlyList<PendingSnapshot> Pending();

    /// <summary>The accepted snapshots that no spec stands for any more.</summary>
    IReadOnlyList<SnapshotOrphan> Orphans();

    /// <summary>Makes the results of an experiment's runs its snapshot.</summary>
    /// <param name="experiment">The experiment's name.</param>
    /// <param name="runs">The runs to accept, all of that experiment.</param>
    AcceptedSnapshot Accept(string experiment, IReadOnlyList<RunSpec> runs);

    /// <summary>Drops what was received for runs of an experiment.</summary>
    /// <returns>The file it was removed from, relative to the repository; null when nothing had been received.</returns>
    string? Reject(string experiment, IReadOnlyList<RunSpec> runs);
}
