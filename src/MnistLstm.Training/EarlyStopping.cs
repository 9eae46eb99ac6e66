namespace MnistLstm.Training;

/// <summary>Ends a training whose validation loss has not fallen below its least value for a number of epochs: Prechelt, "Early Stopping – But When?",
/// 1998.</summary>
/// <param name="patience">Epochs without a new least loss that end the training; 0 for no such end.</param>
public sealed class EarlyStopping(int patience)
{
    private double _least = double.PositiveInfinity;
    private int _waited;

    /// <summary>Takes the validation loss of the next epoch.</summary>
    /// <returns>Whether the training ends with that epoch.</returns>
    public bool EndsWith(double? validationLoss)
    {
        bool better = validationLoss < _least;
        _least = better ? validationLoss!.Value : _least;
        _waited = better ? 0 : _waited + 1;
        return patience > 0 && _waited >= patience;
    }

    /// <summary>Whether these epochs are a whole run: as many as planned, or fewer that end with the one that ends it.</summary>
    /// <param name="planned">The epochs of a run that nothing ends.</param>
    /// <param name="patience">As the constructor's.</param>
    /// <param name="epochs">The epochs done.</param>
    public static bool IsWhole(int planned, int patience, IReadOnlyList<EpochMetrics> epochs)
    {
        EarlyStopping stopping = new(patience);
        int length = 0;
        while (length < epochs.Count && !stopping.EndsWith(epochs[length].ValidationLoss))
        {
            length++;
        }

        return epochs.Count == (length < epochs.Count ? Math.Min(length + 1, planned) : planned);
    }
}
