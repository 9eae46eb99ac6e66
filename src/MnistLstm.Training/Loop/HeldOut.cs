using MnistLstm.Engine.Random;
using MnistLstm.Training.Data;

namespace MnistLstm.Training.Loop;

/// <summary>
/// Which of the training samples are held out for validation: the last ones, or those that
/// <c>torch.utils.data.random_split(train_set, [len(train_set) - held, held], generator=torch.Generator().manual_seed(seed))</c> chooses.
/// </summary>
public static class HeldOut
{
    /// <summary>How many are held out.</summary>
    /// <param name="available">The training samples in use.</param>
    /// <param name="samples">So many, where it is not 0.</param>
    /// <param name="fraction">Else this fraction of them, rounded down as PyTorch's <c>random_split</c> does: <c>int(available * fraction)</c> in
    /// double.</param>
    public static int Count(int available, int samples, double fraction) => samples > 0 ? samples : (int)Math.Floor(available * fraction);

    /// <summary>Divides training samples into those that are trained on and those that are held out.</summary>
    /// <param name="train">The samples in use.</param>
    /// <param name="held">How many are held out; less than all.</param>
    /// <param name="seed">The seed of the generator that chooses them; null for the last ones. What is trained on then stands in the order that was
    /// drawn.</param>
    /// <exception cref="ArgumentOutOfRangeException">Nothing would be left to train on.</exception>
    public static (SequenceSet Train, SequenceSet? Validation) Split(SequenceSet train, int held, long? seed)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentOutOfRangeException.ThrowIfNegative(held);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(held, train.Count);
        if (held == 0)
        {
            return (train, null);
        }

        int left = train.Count - held;
        if (seed is not { } drawn)
        {
            return (train.Take(left), train.TakeLast(held));
        }

        int[] order = new int[train.Count];
        new Mt19937(drawn).FillPermutation(order);
        return (train.Select(order.AsSpan(0, left)), train.Select(order.AsSpan(left)));
    }
}
