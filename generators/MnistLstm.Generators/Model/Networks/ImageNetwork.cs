using System.Collections.Generic;
using System.Linq;
using MnistLstm.Training.Networks;

namespace MnistLstm.Generators.Model.Networks;

/// <summary>The networks of this program: from the pixels of an image to the scores of the digits.</summary>
internal static class ImageNetwork
{
    /// <summary>The pixels of an image.</summary>
    public const int Pixels = 28 * 28;

    /// <summary>C, the digits.</summary>
    public const int Classes = 10;

    /// <summary>The pixels a time step can have: T·I are those of the image.</summary>
    public static readonly IReadOnlyList<long> InputSizes = Enumerable.Range(1, Pixels).Where(size => Pixels % size == 0).Select(size => (long)size).ToArray();

    /// <summary>A network that reads an image, to add modules to.</summary>
    /// <param name="inputSize">I.</param>
    public static NetworkBuilder Of(int inputSize) => new(Pixels / inputSize, inputSize);

    /// <summary>The network that the flat keys say: a recurrent module, what is read of it, a linear layer, and a softmax if asked for.</summary>
    /// <param name="inputSize">I.</param>
    /// <param name="cell">The recurrent module's kind.</param>
    /// <param name="hiddenSize">Its hidden units.</param>
    /// <param name="layers">Its layers.</param>
    /// <param name="bidirectional">Whether it has two directions.</param>
    /// <param name="dropout">Its dropout; 0 for none.</param>
    /// <param name="readout">The readout's word.</param>
    /// <param name="softmax">Whether a softmax follows the linear layer.</param>
    public static Network Flat(int inputSize, string cell, int hiddenSize, int layers, bool bidirectional, double dropout, string readout, bool softmax)
    {
        NetworkBuilder network = Of(inputSize).Recurrent(cell, hiddenSize, layers, bidirectional, dropout).Readout(readout).Linear(Classes);
        return (softmax ? network.Softmax() : network).Build();
    }
}
