using MnistLstm.Engine.Random;
using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Reference;

/// <summary>The masks between the layers in the first training batch after the model was made: the draws that follow the weights'.</summary>
internal sealed class ReferenceDropout
{
    private readonly double[][][][] _masks;

    public ReferenceDropout(GoldenSetup setup)
    {
        Mt19937 random = new(setup.Seed);
        ReferenceWeights.Initial(setup, random);
        int masks = setup.Dropout == 0 ? 0 : setup.Layers - 1;
        _masks = [.. Enumerable.Range(0, masks).Select(_ => Drawn(random, setup))];
    }

    /// <summary>x [T][F], what a layer puts out for a sample, or its derivative, with what was dropped set to zero.</summary>
    public double[][] Apply(int layer, int sample, double[][] x) =>
        layer >= _masks.Length ? x : [.. x.Select((row, t) => row.Zip(_masks[layer][t][sample], (v, m) => v * m).ToArray())];

    // [T][B][F], drawn in this order.
    private static double[][][] Drawn(Mt19937 random, GoldenSetup setup) =>
        [.. Enumerable.Range(0, setup.Steps).Select(_ => Enumerable.Range(0, setup.BatchSize).Select(_ => Enumerable.Range(0, setup.Features).Select(_ =>
        {
            double uniform = (random.NextUInt64() & ((1UL << 53) - 1)) / 9007199254740992.0;
            return uniform < 1 - setup.Dropout ? 1 / (1 - setup.Dropout) : 0;
        }).ToArray()).ToArray())];
}
