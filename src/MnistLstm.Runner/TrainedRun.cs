using MnistLstm.Runner.Snapshots;
using MnistLstm.Training;

namespace MnistLstm.Runner;

/// <summary>A run that is trained to its end and stored.</summary>
public sealed record TrainedRun
{
    /// <summary>The run.</summary>
    public required RunSpec Spec { get; init; }

    /// <summary>True when it was trained now; false when a complete result of the same fingerprint was there already.</summary>
    public required bool TrainedNow { get; init; }

    /// <summary>Hash of everything that can affect the result.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The metrics of every epoch.</summary>
    public required IReadOnlyList<EpochMetrics> Epochs { get; init; }

    /// <summary>The final weights, in safetensors form, under PyTorch's names.</summary>
    public required string WeightsFile { get; init; }

    /// <summary>How the numbers compare with the accepted snapshot.</summary>
    public required SnapshotOutcome Snapshot { get; init; }

    /// <summary>What else there is to know, a sentence each: where a training began, what differs from the snapshot.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
