using MnistLstm.Training;

namespace MnistLstm.Experiments.Commands;

/// <summary>What the snapshots command asks of snapshots.</summary>
internal interface ISnapshotReview
{
    /// <summary>What waits for a decision, in ordinal order of the experiments' names.</summary>
    IReadOnlyList<PendingSnapshot> Pending();

    /// <summary>Takes the results of an experiment's runs for its snapshot.</summary>
    /// <param name="experiment">The experiment's name.</param>
    /// <param name="runs">The runs to accept, all of that experiment.</param>
    /// <exception cref="UsageException">A run has no result to accept.</exception>
    AcceptedSnapshot Accept(string experiment, IReadOnlyList<RunSpec> runs);

    /// <summary>Drops what was received for an experiment.</summary>
    /// <returns>The file removed, relative to the repository; null when nothing was pending.</returns>
    string? Reject(string experiment);
}

/// <summary>Something that waits for a decision.</summary>
/// <param name="Name">The run's or experiment's name.</param>
/// <param name="Experiment">The experiment it belongs to.</param>
/// <param name="State">In a word or two: NEW, NOT EQUAL, ORPHANED.</param>
/// <param name="Lines">The difference, a line each.</param>
internal sealed record PendingSnapshot(string Name, string Experiment, string State, IReadOnlyList<string> Lines);

/// <summary>What accepting wrote.</summary>
/// <param name="Path">The file, relative to the repository.</param>
/// <param name="Epochs">Epochs written for the accepted runs.</param>
/// <param name="Runs">Runs written.</param>
/// <param name="Removed">Entries removed because the spec no longer expands to them.</param>
internal sealed record AcceptedSnapshot(string Path, int Epochs, int Runs, IReadOnlyList<string> Removed);
