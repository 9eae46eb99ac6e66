namespace MnistLstm.Runner.Snapshots;

/// <summary>The outcome and, when it is <see cref="SnapshotOutcome.NotEqual"/>, what to tell the user.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Explanation">Lines for the user, without indentation: what changed in the spec, the first difference, what it did to the result, the remedy. Empty unless not equal.</param>
public sealed record SnapshotComparison(SnapshotOutcome Outcome, IReadOnlyList<string> Explanation)
{
    /// <summary>Not compared.</summary>
    public static SnapshotComparison Unchecked { get; } = new(SnapshotOutcome.Unchecked, []);
}
