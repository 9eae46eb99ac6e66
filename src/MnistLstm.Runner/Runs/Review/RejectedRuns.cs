namespace MnistLstm.Runner.Runs.Review;

/// <summary>What rejecting did.</summary>
/// <param name="Dropped">The names of those runs that something had been received for.</param>
/// <param name="Faults">By experiment, why what was received for it stays.</param>
internal sealed record RejectedRuns(IReadOnlyList<string> Dropped, IReadOnlyDictionary<string, string> Faults);
