using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Reference;

/// <summary>
/// The whole model in double, one sequence after the other and with nothing clever: its modules in turn, then the mean cross-entropy.
/// Its gradients follow the chain rule line by line.
/// </summary>
internal sealed class ReferenceClassifier(GoldenSetup setup, ReferenceWeights weights)
{
    private readonly IReadOnlyList<ReferenceModule> _modules = ReferenceStack.Of(setup, weights);

    /// <summary>Inputs [B, T, I] to scores [B, C].</summary>
    public double[] Scores(ReadOnlySpan<float> inputs, int batchSize)
    {
        List<double> scores = [];
        int b = 0;
        foreach (double[][] sequence in Sequences(inputs, batchSize))
        {
            scores.AddRange(Forward(sequence, b++));
        }

        return [.. scores];
    }

    /// <summary>The mean over the batch of the cross-entropy.</summary>
    public double Loss(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        double sum = 0;
        int b = 0;
        foreach (double[][] sequence in Sequences(inputs, labels.Length))
        {
            sum -= ReferenceSoftmax.Log(Forward(sequence, b))[labels[b++]];
        }

        return sum / labels.Length;
    }

    /// <summary>The derivative of <see cref="Loss"/> by every weight.</summary>
    public ReferenceWeights Gradients(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        ReferenceWeights gradients = weights.ZerosLike();
        int b = 0;
        foreach (double[][] sequence in Sequences(inputs, labels.Length))
        {
            (int label, int count) = (labels[b], labels.Length);
            double[][] d = [[.. ReferenceSoftmax.Log(Forward(sequence, b++)).Select((logP, k) => (Math.Exp(logP) - (k == label ? 1 : 0)) / count)]];
            foreach (ReferenceModule module in _modules.Reverse())
            {
                d = module.Backward(d, gradients);
            }
        }

        return gradients;
    }

    private IEnumerable<double[][]> Sequences(ReadOnlySpan<float> inputs, int batchSize)
    {
        double[] wide = [.. inputs.ToArray().Select(v => (double)v)];
        return wide.Chunk(wide.Length / batchSize).Select(sequence => sequence.Chunk(setup.InputSize).ToArray());
    }

    private double[] Forward(double[][] sequence, int sample) => _modules.Aggregate(sequence, (x, module) => module.Forward(x, sample))[0];
}
