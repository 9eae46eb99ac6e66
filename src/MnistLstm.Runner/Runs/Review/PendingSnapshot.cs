using MnistLstm.Runner.Snapshots;
using MnistLstm.Training;

namespace MnistLstm.Runner.Runs.Review;

/// <summary>A run whose result waits for a decision.</summary>
/// <param name="Spec">The run.</param>
/// <param name="Comparison">New or not equal, with the difference.</param>
internal sealed record PendingSnapshot(RunSpec Spec, SnapshotComparison Comparison);
