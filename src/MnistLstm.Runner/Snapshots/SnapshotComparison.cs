namespace MnistLstm.Runner.Snapshots;

/// <summary>The outcome and, when the numbers are not the accepted ones, what to tell the user.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Explanation">Lines for the user, without indentation: what changed in the spec, the first difference, what it did to the result, the remedy.
/// Empty unless changed or not equal.</param>
internal sealed record SnapshotComparison(SnapshotOutcome Outcome, IReadOnlyList<string> Explanation)
{
    /// <summary>What changed, in a line: <c>learning_rate 0.01 -> 0.02</c>. Null unless the outcome is <see cref="SnapshotOutcome.Changed"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>Not compared.</summary>
    public static SnapshotComparison Unchecked { get; } = new(SnapshotOutcome.Unchecked, []);
}
