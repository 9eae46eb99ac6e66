using System.Globalization;
using MnistLstm.Engine.Modules.Losses;

namespace MnistLstm.Training;

/// <summary>
/// A training that has lost its way although every loss is a number. A loss counts as absurd when it is more than <see cref="Factor"/> times what
/// the training began with, and worse than guessing. It began with the loss of a model that gives every class the same score, or with the
/// first epoch's training loss where that is less: an epoch that diverged from its first batches on is no measure. Where numbers are predicted,
/// it began with the first batch's loss where the first epoch's is more than <see cref="Kept"/> times as large, and else with the first epoch's; and never
/// with less than what the targets' mean would cost, since few samples may happen to lie near what an untrained model says.
/// </summary>
/// <param name="Epoch">The first epoch with such a loss.</param>
/// <param name="Loss">Which of its losses: training, validation or test.</param>
/// <param name="Value">The loss.</param>
/// <param name="Start">What the training began with.</param>
public sealed record Divergence(int Epoch, string Loss, double Value, double Start)
{
    /// <summary>How many times the start a loss must exceed.</summary>
    public const double Factor = 1000;

    /// <summary>How many times the first batch's loss the first epoch's must exceed for the batch's to be kept with the epoch. Below, the two are alike
    /// enough.</summary>
    public const double Kept = 2;

    /// <summary>The first absurd loss; null where there is none. It changes no result: a run that has one is whole, and is flagged.</summary>
    /// <param name="epochs">The epochs, from the first.</param>
    /// <param name="classes">The classes that the model tells apart; null where it predicts numbers.</param>
    /// <param name="loss">The loss of predicted numbers.</param>
    public static Divergence? In(IReadOnlyList<EpochMetrics> epochs, int? classes, LossFunction loss = LossFunction.MseLoss)
    {
        if (classes is { } told)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(told, 2, nameof(classes));
        }

        if (epochs.Count == 0)
        {
            return null;
        }

        double guessing = classes is { } number ? Math.Log(number) : StartOfNumbers(epochs[0], loss);
        double start = Math.Min(guessing, epochs[0].TrainLoss);
        double limit = Math.Max(guessing, Factor * start);
        foreach (EpochMetrics epoch in epochs)
        {
            (string? name, double value) = epoch.TrainLoss > limit ? ("training", epoch.TrainLoss)
                : epoch.ValidationLoss > limit ? ("validation", epoch.ValidationLoss.Value)
                : epoch.TestLoss > limit ? ("test", epoch.TestLoss.Value)
                : (null, 0);
            if (name is not null)
            {
                return new Divergence(epoch.Epoch, name, value, start);
            }
        }

        return null;
    }

    /// <summary>In a sentence: <c>the training loss of epoch 3 is 383150, 166399 times what the training began with (2.3026); a smaller learning_rate is the
    /// usual remedy</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"the {Loss} loss of epoch {Epoch} is {Value:G6}, {Value / Start:G6} times what the training began with ({Start:G5}); a smaller learning_rate is the "
            + $"usual remedy");

    private static double StartOfNumbers(EpochMetrics first, LossFunction loss) => first.FirstBatchLoss is not { } batch ? first.TrainLoss
        : first.TrainErrors is { R2: { } r2 } ? Math.Max(batch, CostOfMean(first.TrainLoss, r2, loss))
        : batch;

    // 1 - R² is how many times the squared error of the targets' mean the epoch's is. Far from the targets the other losses grow as the error does, and not as
    // its square.
    private static double CostOfMean(double trainLoss, double r2, LossFunction loss) =>
        r2 >= 1 ? 0 : trainLoss / (loss == LossFunction.MseLoss ? 1 - r2 : Math.Sqrt(1 - r2));
}
