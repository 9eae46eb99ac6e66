using MnistLstm.Engine;

namespace MnistLstm.Training.Loop;

/// <summary>Keeps a copy of the weights of the epoch with the least validation loss; of several with the same loss the first.</summary>
internal sealed class BestWeights
{
    private double _least = double.PositiveInfinity;

    /// <summary>The weights, all parameters' values one after the other; null before the first epoch.</summary>
    public float[]? Values { get; private set; }

    /// <summary>Takes an epoch.</summary>
    /// <param name="validationLoss">Its loss on the held-out samples.</param>
    /// <param name="parameters">The weights it ended with.</param>
    public void Take(double? validationLoss, ParameterSet parameters)
    {
        if (validationLoss < _least)
        {
            _least = validationLoss.Value;
            Values = parameters.Values.ToArray();
        }
    }

    /// <summary>Goes on after an epoch.</summary>
    /// <param name="least">The best epoch's loss.</param>
    /// <param name="values">Its weights.</param>
    public void Restore(double least, float[] values) => (_least, Values) = (least, values);
}
