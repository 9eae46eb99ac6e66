using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Training;

namespace MnistLstm.Runner.Export.Bundles;

/// <summary>Trains a bundle's run from scratch and holds every epoch against the bundle's.</summary>
internal static class BundleTraining
{
    /// <summary>The first bit that differs; null when all of the bundle's epochs are the same. It stops where they part.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="trainer">A trainer of its run that has trained nothing yet.</param>
    /// <param name="view">Told how it goes.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="TrainingDivergedException">A loss became NaN or infinite, which none of the bundle's is.</exception>
    public static EpochDifference? Compare(Bundle bundle, Trainer trainer, IRunObserver view, CancellationToken cancellation)
    {
        List<EpochMetrics> done = [];
        EpochDifference? difference = null;
        while (difference is null && done.Count < bundle.Epochs.Count)
        {
            done.Add(trainer.RunEpoch(view, cancellation));
            view.EpochCompleted(done[^1]);
            difference = EpochDifference.First(bundle.Epochs, done, unevaluatedMatches: false);
        }

        return difference;
    }
}
