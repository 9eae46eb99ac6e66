using MnistLstm.Engine.Random;

namespace MnistLstm.Engine.Tests.Reference;

/// <summary>Dropout with the mask of one training batch, of as many steps as the sequence has, or of one for all of them.</summary>
internal sealed class ReferenceMask : ReferenceModule
{
    private readonly double[][][] _mask; // [T][B][F]
    private int _sample;

    /// <summary>Draws the mask: (t, b, f) with <paramref name="timeFirst"/>, else (b, t, f).</summary>
    public ReferenceMask(Mt19937 random, double p, int steps, int batchSize, int features, bool timeFirst)
    {
        _mask = [.. Enumerable.Range(0, steps).Select(_ => new double[batchSize][])];
        for (int i = 0; i < (timeFirst ? steps : batchSize); i++)
        {
            for (int j = 0; j < (timeFirst ? batchSize : steps); j++)
            {
                (int t, int b) = timeFirst ? (i, j) : (j, i);
                _mask[t][b] =
                    [.. Enumerable.Range(0, features).Select(_ => (random.NextUInt64() & ((1UL << 53) - 1)) / 9007199254740992.0 < 1 - p ? 1 / (1 - p) : 0)];
            }
        }
    }

    public override double[][] Forward(double[][] x, int sample)
    {
        _sample = sample;
        return Applied(x);
    }

    public override double[][] Backward(double[][] dy, ReferenceWeights gradients) => Applied(dy);

    private double[][] Applied(double[][] x) => [.. x.Select((row, t) => row.Zip(_mask[Math.Min(t, _mask.Length - 1)][_sample], (v, m) => v * m).ToArray())];
}
