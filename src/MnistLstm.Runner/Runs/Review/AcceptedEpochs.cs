using MnistLstm.Training;

namespace MnistLstm.Runner.Runs.Review;

/// <summary>The accepted figures of a run, where they can stand for a result that is not there.</summary>
/// <param name="Epochs">All epochs of the accepted snapshot; empty when nothing is accepted, or it is of another spec or engine.</param>
/// <param name="Fault">Why an accepted snapshot cannot be trusted: damaged, edited by hand. Null when nothing is wrong.</param>
internal sealed record AcceptedEpochs(IReadOnlyList<EpochMetrics> Epochs, string? Fault)
{
    /// <summary>Nothing accepted.</summary>
    public static AcceptedEpochs None { get; } = new([], null);
}
