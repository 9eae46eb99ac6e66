using MnistLstm.Training;

namespace MnistLstm.Experiments.Snapshots;

/// <summary>A run whose result waits for a decision.</summary>
/// <param name="Spec">The run.</param>
/// <param name="Comparison">New or not equal, with the difference.</param>
public sealed record PendingSnapshot(RunSpec Spec, SnapshotComparison Comparison);
