using MnistLstm.Engine;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Training;

namespace MnistLstm.Runner.Runs.Stored;

/// <summary>What came of one run: the row of every table and the object of every JSON output.</summary>
internal sealed record RunResult
{
    /// <summary>The catalog's row.</summary>
    public required RunSpec Spec { get; init; }

    /// <summary>The version of the engine that it was, or would be, trained with.</summary>
    public string Engine { get; init; } = EngineVersion.Name;

    /// <summary>How it ended; null when it was never run (list, compare).</summary>
    public required RunStatus? Status { get; init; }

    /// <summary>The comparison with the accepted snapshot.</summary>
    public required SnapshotComparison Snapshot { get; init; }

    /// <summary>Hash of everything that can affect the result; names the result folder.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Hash of the sources that made the result; null when there is none.</summary>
    public string? SourcesSha256 { get; init; }

    /// <summary>The epochs completed, in order.</summary>
    public IReadOnlyList<EpochMetrics> Epochs { get; init; } = [];

    /// <summary>Seconds of training, evaluation not counted; null when nothing was trained.</summary>
    public double? TrainSeconds { get; init; }

    /// <summary>Seconds of evaluation.</summary>
    public double? EvaluateSeconds { get; init; }

    /// <summary>When a stored result was finished, UTC; null for one that was made just now, and without any.</summary>
    public DateTime? Finished { get; init; }

    /// <summary>Where a stored result was made; null for one that was made just now, and without any.</summary>
    internal ManifestEnvironment? Environment { get; init; }

    /// <summary>What run.json says of the weights of a stored result, whose content nobody has looked at; null of one that was made just now, and without
    /// any.</summary>
    internal ManifestFile? Model { get; init; }

    /// <summary>Why it failed or is unavailable.</summary>
    public string? Error { get; init; }

    /// <summary>The exception behind <see cref="Error"/>, for those who debug; null when there is none.</summary>
    public Exception? Cause { get; init; }

    /// <summary>True of a failure that the same command meets again: its error says what else to do.</summary>
    public bool FailsAgain { get; init; }

    /// <summary>What is stored of a run without a status that was begun and did not come to its end; null of any other.</summary>
    public UnfinishedRun? Unfinished { get; init; }

    /// <summary>Not null when the run was left to the other live process that is making it; nothing else is known of it then.</summary>
    public PassedOver? PassedOver { get; init; }

    /// <summary>The one of <see cref="Notes"/> that says that other sources made a stored result, so that it is not compared; null where these did.</summary>
    public string? OtherSources { get; init; }

    /// <summary>The one of <see cref="Notes"/> that says that a loss is a number and absurd; null where none is, and without a complete result.</summary>
    public string? Diverged { get; init; }

    /// <summary>What else the user should know, a sentence each: made by other sources, spec changed after the build.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The hash of the weights that are the result: the last epoch's, or the best one's; null without a completed epoch.</summary>
    public string? WeightsSha256 => Spec.ResultOf(Epochs)?.WeightsSha256;
}
