using System.Collections.Generic;
using System.Linq;
using MnistLstm.Generators.Language;

namespace MnistLstm.Generators.Model.Networks;

/// <summary>The network of a spec: its modules, from the pixels of an image to the scores of the digits.</summary>
/// <param name="Modules">The modules, one at least, each reading what the one before puts out.</param>
internal sealed record ModelShape(EquatableArray<ModelModule> Modules)
{
    /// <summary>The pixels of an image.</summary>
    public const int Pixels = 28 * 28;

    /// <summary>C, the digits.</summary>
    public const int Classes = 10;

    /// <summary>The pixels a time step can have: T·I are those of the image.</summary>
    public static readonly IReadOnlyList<long> InputSizes = Enumerable.Range(1, Pixels).Where(size => Pixels % size == 0).Select(size => (long)size).ToArray();

    /// <summary>What the first module reads.</summary>
    public FeatureShape Input => Modules[0].Input;

    /// <summary>All parameters' elements.</summary>
    public long ParameterCount => Modules.Sum(module => module.ParameterCount);

    /// <summary>The text that says it in a spec, the same for all ways to write the same network: <c>[lstm: {hidden_size: 128}, readout: mean, linear: 10]</c>.</summary>
    public string Yaml => $"[{string.Join(", ", Modules.Select(module => module.Yaml))}]";

    /// <summary>The recurrent modules.</summary>
    public IEnumerable<RecurrentModule> Recurrent => Modules.OfType<RecurrentModule>();

    /// <summary>Names the modules as a PyTorch author would: <c>lstm</c> for the only one of its kind, <c>fc1</c>, <c>fc2</c> for several.</summary>
    public static ModelShape Of(IReadOnlyList<ModelModule> modules)
    {
        Dictionary<string, int> kinds = modules.GroupBy(module => module.Stem).ToDictionary(kind => kind.Key, kind => kind.Count());
        Dictionary<string, int> numbers = [];
        return new ModelShape(new EquatableArray<ModelModule>(modules.Select(module =>
        {
            numbers.TryGetValue(module.Stem, out int before);
            numbers[module.Stem] = before + 1;
            return module with { Name = kinds[module.Stem] == 1 ? module.Stem : $"{module.Stem}{before + 1}" };
        })));
    }

    /// <summary>An image as the first module reads it.</summary>
    /// <param name="inputSize">I.</param>
    public static FeatureShape Image(int inputSize) => new(Pixels / inputSize, inputSize);

    /// <summary>The network that the flat keys say: a recurrent module, what is read of it, a linear layer, and a softmax if asked for.</summary>
    /// <param name="inputSize">I.</param>
    /// <param name="cell">The recurrent module's kind.</param>
    /// <param name="hiddenSize">Its hidden units.</param>
    /// <param name="layers">Its layers.</param>
    /// <param name="bidirectional">Whether it has two directions.</param>
    /// <param name="dropout">Its dropout; null for none.</param>
    /// <param name="readout">The readout's word.</param>
    /// <param name="softmax">Whether a softmax follows the linear layer.</param>
    public static ModelShape Flat(int inputSize, RecurrentCell cell, int hiddenSize, int layers, bool bidirectional, Probability? dropout, string readout, bool softmax)
    {
        RecurrentModule recurrent = new(Image(inputSize), cell, hiddenSize, layers, bidirectional, dropout);
        ReadoutModule read = new(recurrent.Output, readout, IsNext: true);
        LinearModule fc = new(read.Output, Classes);
        return Of(softmax ? [recurrent, read, fc, new SoftmaxModule(fc.Output)] : [recurrent, read, fc]);
    }
}
