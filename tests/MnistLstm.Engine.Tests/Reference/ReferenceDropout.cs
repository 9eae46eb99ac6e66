using MnistLstm.Engine.Random;
using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Reference;

/// <summary>The masks between the layers, and behind them, in the first training batch after the model was made: the draws that follow the weights'.</summary>
internal sealed class ReferenceDropout
{
    private readonly double[][][]?[] _masks; // of each layer

    public ReferenceDropout(GoldenSetup setup)
    {
        Mt19937 random = new(setup.Seed);
        ReferenceWeights.Initial(setup, random);
        _masks = [.. Enumerable.Range(0, setup.Layers)
            .Select(layer => layer < setup.Layers - 1 ? setup.Dropout : setup.OutputDropout)
            .Select(p => p == 0 ? null : Drawn(random, setup, p))];
    }

    /// <summary>x [T][F], what a layer puts out for a sample, or its derivative, with what was dropped set to zero.</summary>
    public double[][] Apply(int layer, int sample, double[][] x) =>
        _masks[layer] is { } mask ? [.. x.Select((row, t) => row.Zip(mask[t][sample], (v, m) => v * m).ToArray())] : x;

    // [T][B][F], drawn in this order.
    private static double[][][] Drawn(Mt19937 random, GoldenSetup setup, double p) =>
        [.. Enumerable.Range(0, setup.Steps).Select(_ => Enumerable.Range(0, setup.BatchSize).Select(_ => Enumerable.Range(0, setup.Features).Select(_ =>
        {
            double uniform = (random.NextUInt64() & ((1UL << 53) - 1)) / 9007199254740992.0;
            return uniform < 1 - p ? 1 / (1 - p) : 0;
        }).ToArray()).ToArray())];
}
