namespace MnistLstm.Runner.Runs.Review;

/// <summary>What accepting did to the snapshots of one experiment.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="File">The verified file, relative to the repository.</param>
/// <param name="Epochs">Epochs of the entries written; of runs that count steps, evaluations.</param>
/// <param name="Accepted">Names of the runs whose entries were added or replaced.</param>
/// <param name="Removed">Names of entries removed because the spec no longer expands to them.</param>
/// <param name="WithoutResult">Runs that were asked for but have no result to accept, each with the reason.</param>
/// <param name="Written">False when nothing was to be changed.</param>
internal sealed record AcceptedSnapshot(
    string Experiment,
    string File,
    int Epochs,
    IReadOnlyList<string> Accepted,
    IReadOnlyList<string> Removed,
    IReadOnlyList<UnacceptedRun> WithoutResult,
    bool Written)
{
    /// <summary>Whether <see cref="Epochs"/> are evaluations of runs that count steps; null when there are some of either.</summary>
    public bool? CountsSteps { get; init; } = false;

    /// <summary>Of the runs whose entries were added or replaced, those with a loss that is a number and absurd, and what is said of each.</summary>
    public IReadOnlyList<(string Name, string Note)> Diverged { get; init; } = [];

    /// <summary>Why this experiment's snapshots could not be brought up to date; null when they could.</summary>
    public string? Fault { get; init; }
}
