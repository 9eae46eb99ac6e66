using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Reference;

/// <summary>Recurrent layers one on another, each in one or two directions, perhaps with dropout between them.</summary>
internal sealed class ReferenceRecurrent : ReferenceModule
{
    private readonly int _hiddenSize;
    private readonly ReferenceDirection[][] _layers;
    private readonly ReferenceMask?[] _masks;

    /// <param name="module">The module.</param>
    /// <param name="weights">All weights.</param>
    /// <param name="masks">Behind each layer but the last; null for none.</param>
    public ReferenceRecurrent(GoldenModule module, ReferenceWeights weights, ReferenceMask?[] masks)
    {
        (_hiddenSize, _masks) = (module.Size, masks);
        _layers = [.. Enumerable.Range(0, module.Layers).Select(layer => Enumerable.Range(0, module.Directions).Select(direction => ReferenceDirection.Of(
            module,
            direction == 0 ? $"l{layer}" : $"l{layer}_reverse",
            reverse: direction == 1,
            weights)).ToArray())];
    }

    public override double[][] Forward(double[][] x, int sample)
    {
        for (int layer = 0; layer < _layers.Length; layer++)
        {
            double[][] input = x;
            double[][][] outputs = [.. _layers[layer].Select(direction => direction.Forward(input))];
            x = [.. Enumerable.Range(0, x.Length).Select(t => outputs.SelectMany(h => h[t]).ToArray())];
            x = Mask(layer)?.Forward(x, sample) ?? x;
        }

        return x;
    }

    public override double[][] Backward(double[][] dy, ReferenceWeights gradients)
    {
        double[][] dx = dy;
        for (int layer = _layers.Length - 1; layer >= 0; layer--)
        {
            dx = Mask(layer)?.Backward(dx, gradients) ?? dx;
            double[][] dOutput = dx;
            double[][][] parts = [.. _layers[layer].Select((direction, n) =>
                direction.Backward([.. dOutput.Select(v => v[(n * _hiddenSize)..((n + 1) * _hiddenSize)])], gradients))];
            dx = [.. Enumerable.Range(0, dy.Length).Select(t => Enumerable.Range(0, parts[0][t].Length).Select(j => parts.Sum(p => p[t][j])).ToArray())];
        }

        return dx;
    }

    private ReferenceMask? Mask(int layer) => layer < _masks.Length ? _masks[layer] : null;
}
