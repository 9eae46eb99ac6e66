namespace MnistLstm.Runner.Runs;

/// <summary>A snapshot that no spec stands for any more.</summary>
/// <param name="File">The file, relative to the repository.</param>
/// <param name="Name">The entry's run name; null when the whole file is orphaned.</param>
/// <param name="Remedy">What to do.</param>
public sealed record SnapshotOrphan(string File, string? Name, string Remedy)
{
    /// <summary>In a line: <c>experiments/snapshots/a.verified.json: no spec gives run a[seed=3]; …</c>.</summary>
    public override string ToString() => Name is null ? $"{File}: its spec is gone; {Remedy}" : $"{File}: no spec gives the run {Name}; {Remedy}";
}
