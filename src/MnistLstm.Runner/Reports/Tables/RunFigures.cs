using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Training;
using MnistLstm.Training.Loop;

namespace MnistLstm.Runner.Reports.Tables;

/// <summary>A row of a table: what came of a run here, and what its accepted snapshot says.</summary>
/// <param name="Result">The result; without epochs when there is none.</param>
/// <param name="Accepted">The epochs of the accepted snapshot; empty when nothing was accepted.</param>
internal sealed record RunFigures(RunResult Result, IReadOnlyList<EpochMetrics> Accepted)
{
    /// <summary>What a row without a result of its own, but with an accepted snapshot, is marked with.</summary>
    public const string NotRunHere = "verified, not run here";

    public RunSpec Spec => Result.Spec;

    /// <summary>True when every bit of the result counts.</summary>
    public bool IsExact => RunEngine.WordOf(Result.Engine) == ExactEngine.Name;

    /// <summary>True when a result was trained to its end, now or before.</summary>
    public bool IsComplete => Result.Status is RunStatus.Completed or RunStatus.Cached;

    /// <summary>True when the figures shown are the accepted snapshot's.</summary>
    public bool IsVerifiedOnly => !IsNotStarted && Underway is null && Result.Status is null or RunStatus.DataUnavailable && Accepted.Count > 0;

    /// <summary>The final test accuracy to show, a fraction; null when there is none.</summary>
    public double? TestAccuracy => Last?.TestAccuracy;

    /// <summary>The final accuracy on the held-out samples, a fraction; null when there is none.</summary>
    public double? ValidationAccuracy => (Last ?? Halted)?.ValidationAccuracy;

    /// <summary>The errors on the held-out samples, where numbers are predicted; null when there are none.</summary>
    public ErrorFigures? ValidationErrors => (Last ?? Halted)?.ValidationErrors;

    /// <summary>The epoch that a halted run is judged by. It is never ranked with those that came to their end; null of any other run.</summary>
    public EpochMetrics? Halted => Result.Status == RunStatus.Halted ? Spec.ResultOf(Result.Epochs) : null;

    /// <summary>True when there are figures of the test samples.</summary>
    public bool IsTested => Last?.TestLoss is not null;

    /// <summary>What the run is ranked by; null when there is none.</summary>
    public double? Selection => (Spec.PredictsNumbers, Spec.ValidationSamples > 0) switch
    {
        (false, false) => TestAccuracy,
        (false, true) => Last?.ValidationAccuracy,
        (true, false) => Last?.TestErrors?.Rmse,
        (true, true) => Last?.ValidationErrors?.Rmse,
    };

    /// <summary>True for a result of the spec as it was.</summary>
    public bool IsPast { get; init; }

    /// <summary>While a sweep is under way, what is done with a run that has not come to its end: <c>running 3/10</c>, <c>waiting</c>; else null.</summary>
    public string? Underway { get; init; }

    /// <summary>The final test accuracy of the accepted snapshot, a fraction; null when nothing was accepted. The figure of a row that was not run
    /// here.</summary>
    public double? AcceptedTestAccuracy => Spec.ResultOf(Accepted)?.TestAccuracy;

    /// <summary>The final test RMSE of the accepted snapshot, where numbers are predicted.</summary>
    public double? AcceptedTestRmse => Accepted.LastOrDefault()?.TestErrors?.Rmse;

    /// <summary>The published final figure of the test samples: the accuracy, a fraction, or the RMSE where numbers are predicted.</summary>
    public double? Published => Spec.PredictsNumbers ? Spec.Reference?.TestRmse : Spec.Reference?.TestAccuracy;

    /// <summary>The last column: how the result stands to its snapshot, or why there is none.</summary>
    public TableCell State => Result.Status switch
    {
        _ when IsPast => new TableCell("earlier", Tone.Dim),
        _ when Underway is not null => new TableCell(Underway, Tone.Dim),
        RunStatus.Failed => new TableCell("FAILED", Tone.Bad),
        _ when IsNotStarted => new TableCell("not started", Tone.Dim),
        RunStatus.Interrupted when Result.Epochs.Count > 0 => new TableCell(
            $"interrupted {RowText.Part(Spec, Result.Epochs.Count)}", Tone.Notice, Short: "interrupted"),
        RunStatus.Interrupted => new TableCell("interrupted", Tone.Notice),
        RunStatus.Halted => new TableCell(
            $"halted {RowText.Part(Spec, Result.Epochs.Count)}", Tone.Dim, Short: "halted"),
        RunStatus.Completed or RunStatus.Cached when Result.Snapshot.Outcome == SnapshotOutcome.Equal && !IsExact =>
            new TableCell("within tolerance", Tone.Good, Short: "within"),
        RunStatus.Completed or RunStatus.Cached => OutcomeCell(Result.Snapshot.Outcome),
        _ when IsVerifiedOnly => new TableCell(NotRunHere, Tone.Dim, Short: "not run here"),
        RunStatus.DataUnavailable => new TableCell("no data", Tone.Notice),
        _ when Begun is { } begun => begun,
        _ => new TableCell("not run", Tone.Dim),
    };

    /// <summary>What is said of a run that was begun and did not come to its end; null of any other, and where a snapshot's figures are shown.</summary>
    public TableCell? Begun => Result is not { Status: null, Unfinished: { } begun } || IsVerifiedOnly ? null
        : begun.Failed ? new TableCell("FAILED", Tone.Bad)
        : begun.Running ? new TableCell($"running {RowText.Part(Spec, begun.Epochs)}", Tone.Dim, Short: "running")
        : new TableCell(begun.Epochs > 0 ? $"interrupted {RowText.Part(Spec, begun.Epochs)}" : "interrupted", Tone.Notice, Short: "interrupted");

    private static TableCell OutcomeCell(SnapshotOutcome outcome) => outcome switch
    {
        SnapshotOutcome.Equal => new TableCell("equal", Tone.Good),
        SnapshotOutcome.Changed => new TableCell("changed", Tone.Notice),
        SnapshotOutcome.NotEqual => new TableCell("NOT EQUAL", Tone.Bad),
        SnapshotOutcome.New => new TableCell("NEW", Tone.Notice),
        _ => new TableCell("unchecked", Tone.Dim),
    };

    /// <summary>The epoch that the result is of: the last one, or the best where its weights are restored; null when there is none.</summary>
    public EpochMetrics? Last => IsComplete ? Spec.ResultOf(Result.Epochs) : IsVerifiedOnly ? Spec.ResultOf(Accepted) : null;

    /// <summary>True in a sweep that ended before this run's turn.</summary>
    private bool IsNotStarted => Result is { Status: null, Error: not null };
}
