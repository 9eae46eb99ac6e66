using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Snapshots;

namespace MnistLstm.Runner.Reports.Formats;

/// <summary>The words that JSON and CSV use for states; a contract with other programs.</summary>
internal static class RunWords
{
    public static string? Of(RunStatus? status) => status switch
    {
        null => null,
        RunStatus.Completed => "completed",
        RunStatus.Cached => "cached",
        RunStatus.Failed => "failed",
        RunStatus.DataUnavailable => "data-unavailable",
        RunStatus.Interrupted => "interrupted",
        RunStatus.Halted => "halted",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "a run status without a word"),
    };

    public static string Of(SnapshotOutcome outcome) => outcome switch
    {
        SnapshotOutcome.Equal => "equal",
        SnapshotOutcome.Changed => "changed",
        SnapshotOutcome.NotEqual => "not-equal",
        SnapshotOutcome.New => "new",
        SnapshotOutcome.Unchecked => "unchecked",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "a snapshot outcome without a word"),
    };
}
