namespace MnistLstm.Runner.Runs.Review;

/// <summary>A snapshot that no spec stands for any more, or a snapshot file that is not what was written.</summary>
/// <param name="File">The file, relative to the repository.</param>
/// <param name="Name">The entry's run name; null when the whole file is meant.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Fault">What is wrong with the file, remedy and all; null for an orphan.</param>
internal sealed record SnapshotOrphan(string File, string? Name, string Remedy, string? Fault = null)
{
    /// <summary>In a line: <c>experiments/snapshots/a.verified.json: no spec gives run a[seed=3]; …</c>.</summary>
    public override string ToString() => Fault ?? (Name is null ? $"{File}: its spec is gone; {Remedy}" : $"{File}: no spec gives the run {Name}; {Remedy}");
}
