using MnistLstm.Engine.Random;

namespace MnistLstm.Training;

/// <content>Which samples an epoch trains on, and in which order: what <c>DataLoader(shuffle, drop_last)</c> gives.</content>
public abstract partial class Trainer
{
    /// <summary>The samples that an epoch trains on; the order may name more, which are those of a batch that is left out.</summary>
    private int EpochSamples => TrainingPlan.DropLast ? _order.Length - (_order.Length % TrainingPlan.BatchSize) : _order.Length;

    // Without shuffling the loader draws its base seed all the same.
    private void DrawOrder()
    {
        if (TrainingPlan.Shuffle)
        {
            BatchOrder.Shuffle(Random, _order);
            return;
        }

        BatchOrder.Sequential(Random);
        for (int i = 0; i < _order.Length; i++)
        {
            _order[i] = i;
        }
    }
}
