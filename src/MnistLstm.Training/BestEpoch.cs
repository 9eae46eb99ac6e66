using MnistLstm.Training.Settings;

namespace MnistLstm.Training;

/// <summary>Which epoch a run's result is of: the last one, or with <c>restore_best</c> the one with the least validation loss.</summary>
public static class BestEpoch
{
    /// <summary>The epoch that is the result of a spec, given as keys and values.</summary>
    /// <inheritdoc cref="Of(IReadOnlyList{EpochMetrics}, bool)"/>
    public static EpochMetrics? Of(IReadOnlyList<EpochMetrics> epochs, IReadOnlyList<KeyValuePair<string, string>> spec) =>
        Of(epochs, spec.Any(pair => pair is { Key: SpecKeys.RestoreBest, Value: "true" }));

    /// <summary>The epoch whose weights and figures are the result; null when there is none.</summary>
    /// <param name="epochs">The epochs done, from the first.</param>
    /// <param name="restoresBest">Whether the best one's weights are restored; of several with the same least loss the first one's.</param>
    public static EpochMetrics? Of(IReadOnlyList<EpochMetrics> epochs, bool restoresBest)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        if (epochs.Count == 0 || !restoresBest)
        {
            return epochs.Count == 0 ? null : epochs[^1];
        }

        EpochMetrics? best = null;
        foreach (EpochMetrics epoch in epochs)
        {
            best = epoch.ValidationLoss < (best?.ValidationLoss ?? double.PositiveInfinity) ? epoch : best;
        }

        // Figures of a spec without held-out samples, which had no such setting.
        return best ?? epochs[^1];
    }
}
