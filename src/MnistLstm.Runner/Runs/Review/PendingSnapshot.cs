using MnistLstm.Runner.Snapshots;
using MnistLstm.Training;

namespace MnistLstm.Runner.Runs.Review;

/// <summary>A run whose result waits for a decision.</summary>
/// <param name="Spec">The run.</param>
/// <param name="Comparison">New or not equal, with the difference.</param>
/// <param name="Diverged">What is to be known of it before it is accepted: that a loss is a number and absurd; null where none is.</param>
internal sealed record PendingSnapshot(RunSpec Spec, SnapshotComparison Comparison, string? Diverged = null);
