using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Networks;

namespace MnistLstm.Generators.Model.Networks;

/// <summary>The networks of this program: from the values of a sequence to the scores of its classes, or to the numbers it is to be mapped to.</summary>
internal static class DataNetwork
{
    /// <summary>A network that reads a data set, to add modules to.</summary>
    /// <param name="data">The data set's shape.</param>
    /// <param name="inputSize">I, the values of a step as the network reads them.</param>
    public static NetworkBuilder Of(DatasetShape data, int inputSize) => new(data.Values / inputSize, inputSize);

    /// <summary>The network that the flat keys say: a recurrent module, what is read of it, a linear layer, and a softmax if asked for.</summary>
    /// <param name="data">The data set's shape.</param>
    /// <param name="inputSize">I.</param>
    /// <param name="cell">The recurrent module's kind.</param>
    /// <param name="hiddenSize">Its hidden units.</param>
    /// <param name="layers">Its layers.</param>
    /// <param name="bidirectional">Whether it has two directions.</param>
    /// <param name="dropout">Its dropout; 0 for none.</param>
    /// <param name="nonlinearity">Its nonlinearity, of an RNN.</param>
    /// <param name="bias">Whether it has biases.</param>
    /// <param name="readout">The readout's word.</param>
    /// <param name="softmax">Whether a softmax follows the linear layer.</param>
    public static Network Flat(DatasetShape data, int inputSize, string cell, int hiddenSize, int layers, bool bidirectional, double dropout,
        string nonlinearity, bool bias, string readout, bool softmax)
    {
        NetworkBuilder network = Of(data, inputSize)
            .Recurrent(cell, hiddenSize, layers, bidirectional, dropout, nonlinearity, bias)
            .Readout(readout)
            .Linear(data.Outputs);
        return (softmax ? network.Softmax() : network).Build();
    }
}
