using MnistLstm.Engine.Modules;
using MnistLstm.Training;

namespace MnistLstm.Runner.Runs.Stored;

/// <summary>What is said of a run that came to its end with a loss that is a number and absurd. It is made of the stored epochs alone, so that whoever shows a
/// result says it.</summary>
internal static class DivergedRun
{
    /// <summary><c>diverged: the training loss of epoch 3 is …</c>; null of a run that did not.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="epochs">Its epochs, from the first.</param>
    public static string? Note(RunSpec spec, IReadOnlyList<EpochMetrics> epochs) => Find(spec, epochs) is { } found ? $"diverged: {found}" : null;

    private static Divergence? Find(RunSpec spec, IReadOnlyList<EpochMetrics> epochs)
    {
        // The more classes, the higher the limit; so nearly every run is through without its spec being looked at, or a model being built.
        if (epochs.Count == 0 || (epochs[0].TrainErrors is null && Divergence.In(epochs, 2) is null))
        {
            return null;
        }

        if (spec.PredictsNumbers)
        {
            return Divergence.In(epochs, null, spec.Loss);
        }

        using SequenceClassifier model = spec.CreateModel();
        return Divergence.In(epochs, model.Classes);
    }
}
