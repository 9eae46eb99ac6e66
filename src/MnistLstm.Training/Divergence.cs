using System.Globalization;

namespace MnistLstm.Training;

/// <summary>
/// A training that has lost its way although every loss is a number. A loss counts as absurd when it is more than <see cref="Factor"/> times what
/// the training began with, and worse than guessing. It began with the loss of a model that gives every class the same score, or with the
/// first epoch's training loss where that is less: an epoch that diverged from its first batches on is no measure. Where numbers are predicted,
/// what guessing costs is not known, and the first epoch's training loss is the start.
/// </summary>
/// <param name="Epoch">The first epoch with such a loss.</param>
/// <param name="Loss">Which of its losses: training, validation or test.</param>
/// <param name="Value">The loss.</param>
/// <param name="Start">What the training began with.</param>
public sealed record Divergence(int Epoch, string Loss, double Value, double Start)
{
    /// <summary>How many times the start a loss must exceed.</summary>
    public const double Factor = 1000;

    /// <summary>The first absurd loss; null where there is none. It changes no result: a run that has one is whole, and is flagged.</summary>
    /// <param name="epochs">The epochs, from the first.</param>
    /// <param name="classes">The classes that the model tells apart; null where it predicts numbers.</param>
    public static Divergence? In(IReadOnlyList<EpochMetrics> epochs, int? classes)
    {
        if (classes is { } told)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(told, 2, nameof(classes));
        }

        if (epochs.Count == 0)
        {
            return null;
        }

        double guessing = classes is { } number ? Math.Log(number) : epochs[0].TrainLoss;
        double start = Math.Min(guessing, epochs[0].TrainLoss);
        double limit = Math.Max(guessing, Factor * start);
        return epochs
            .SelectMany(Losses)
            .Where(loss => loss.Value > limit)
            .Select(loss => new Divergence(loss.Epoch, loss.Name, loss.Value, start))
            .FirstOrDefault();
    }

    /// <summary>In a sentence: <c>the training loss of epoch 3 is 383150, 166399 times what the training began with (2.3026); a smaller learning_rate is the
    /// usual remedy</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"the {Loss} loss of epoch {Epoch} is {Value:G6}, {Value / Start:G6} times what the training began with ({Start:G5}); a smaller learning_rate is the "
            + $"usual remedy");

    private static IEnumerable<(int Epoch, string Name, double Value)> Losses(EpochMetrics epoch)
    {
        yield return (epoch.Epoch, "training", epoch.TrainLoss);
        if (epoch.ValidationLoss is { } validation)
        {
            yield return (epoch.Epoch, "validation", validation);
        }

        if (epoch.TestLoss is { } test)
        {
            yield return (epoch.Epoch, "test", test);
        }
    }
}
