using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Reference;

/// <summary>
/// The whole model in double, one sequence after the other and with nothing clever: recurrent layers, perhaps with dropout between
/// them, a readout, a linear layer, perhaps a softmax, the mean cross-entropy. Its gradients follow the chain rule line by line.
/// </summary>
internal sealed class ReferenceClassifier
{
    private readonly int _inputSize;
    private readonly int _hiddenSize;
    private readonly bool _softmax;
    private readonly ReferenceWeights _weights;
    private readonly ReferenceDirection[][] _layers;
    private readonly ReferenceDropout _dropout;
    private readonly string _readout;

    public ReferenceClassifier(GoldenSetup setup, ReferenceWeights weights)
    {
        (_inputSize, _hiddenSize, _softmax, _weights) = (setup.InputSize, setup.HiddenSize, setup.HasSoftmax(), weights);
        int directions = setup.Bidirectional ? 2 : 1;
        _layers = [.. Enumerable.Range(0, setup.Layers).Select(layer => Enumerable.Range(0, directions).Select(direction => ReferenceDirection.Of(
            setup.Cell,
            direction == 0 ? $"l{layer}" : $"l{layer}_reverse",
            _hiddenSize,
            reverse: direction == 1,
            weights)).ToArray())];
        (_dropout, _readout) = (new ReferenceDropout(setup), setup.Readout);
    }

    /// <summary>Inputs [B, T, I] to scores [B, C].</summary>
    public double[] Scores(ReadOnlySpan<float> inputs, int batchSize)
    {
        List<double> scores = [];
        int b = 0;
        foreach (double[][] sequence in Sequences(inputs, batchSize))
        {
            scores.AddRange(Forward(sequence, b++).Scores);
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
            sum -= LogSoftmax(Forward(sequence, b).Scores)[labels[b++]];
        }

        return sum / labels.Length;
    }

    /// <summary>The derivative of <see cref="Loss"/> by every weight.</summary>
    public ReferenceWeights Gradients(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        ReferenceWeights gradients = _weights.ZerosLike();
        int b = 0;
        foreach (double[][] sequence in Sequences(inputs, labels.Length))
        {
            Backward(sequence, b, labels[b++], 1.0 / labels.Length, gradients);
        }

        return gradients;
    }

    private IEnumerable<double[][]> Sequences(ReadOnlySpan<float> inputs, int batchSize)
    {
        double[] wide = [.. inputs.ToArray().Select(v => (double)v)];
        return wide.Chunk(wide.Length / batchSize).Select(sequence => sequence.Chunk(_inputSize).ToArray());
    }

    private (double[] Readout, double[] Scores) Forward(double[][] sequence, int sample)
    {
        double[][] x = sequence;
        for (int layer = 0; layer < _layers.Length; layer++)
        {
            double[][][] outputs = [.. _layers[layer].Select(direction => direction.Forward(x))];
            x = [.. Enumerable.Range(0, sequence.Length).Select(t => outputs.SelectMany(h => h[t]).ToArray())];
            x = _dropout.Apply(layer, sample, x);
        }

        double[] readout = Read(x);
        double[] scores = new double[SyntheticBatch.Classes];
        for (int k = 0; k < scores.Length; k++)
        {
            scores[k] = _weights["fc.bias"][k];
            for (int j = 0; j < readout.Length; j++)
            {
                scores[k] += _weights["fc.weight"][(k * readout.Length) + j] * readout[j];
            }
        }

        return (readout, _softmax ? [.. LogSoftmax(scores).Select(Math.Exp)] : scores);
    }

    private void Backward(double[][] sequence, int sample, int label, double share, ReferenceWeights gradients)
    {
        (double[] readout, double[] scores) = Forward(sequence, sample);
        double[] d = [.. LogSoftmax(scores).Select((logP, k) => share * (Math.Exp(logP) - (k == label ? 1 : 0)))];
        if (_softmax)
        {
            double mean = d.Zip(scores, (dk, s) => dk * s).Sum();
            d = [.. d.Zip(scores, (dk, s) => s * (dk - mean))];
        }

        double[] dReadout = new double[readout.Length];
        for (int k = 0; k < d.Length; k++)
        {
            gradients["fc.bias"][k] += d[k];
            for (int j = 0; j < readout.Length; j++)
            {
                gradients["fc.weight"][(k * readout.Length) + j] += d[k] * readout[j];
                dReadout[j] += d[k] * _weights["fc.weight"][(k * readout.Length) + j];
            }
        }

        double[][] dx = ReadBack(dReadout, sequence.Length);
        for (int layer = _layers.Length - 1; layer >= 0; layer--)
        {
            dx = _dropout.Apply(layer, sample, dx);
            double[][][] parts = [.. _layers[layer].Select((direction, n) =>
                direction.Backward([.. dx.Select(v => v[(n * _hiddenSize)..((n + 1) * _hiddenSize)])], gradients))];
            dx = [.. Enumerable.Range(0, dx.Length).Select(t => Enumerable.Range(0, parts[0][t].Length).Select(j => parts.Sum(p => p[t][j])).ToArray())];
        }
    }

    // [T][D·H] to [D·H].
    private double[] Read(double[][] x) => _readout switch
    {
        "last" => x[^1],
        "final_states" => [.. x[^1][.._hiddenSize], .. x[0][_hiddenSize..]],
        "mean" => [.. Enumerable.Range(0, x[0].Length).Select(j => x.Average(row => row[j]))],
        _ => throw new InvalidOperationException($"expected readout last, final_states or mean, got {_readout}"),
    };

    private double[][] ReadBack(double[] d, int steps)
    {
        double[][] dx = [.. Enumerable.Range(0, steps).Select(_ => _readout == "mean" ? d.Select(v => v / steps).ToArray() : new double[d.Length])];
        if (_readout == "last")
        {
            dx[^1] = d;
        }

        if (_readout == "final_states")
        {
            d.AsSpan(0, _hiddenSize).CopyTo(dx[^1]);
            d.AsSpan(_hiddenSize).CopyTo(dx[0].AsSpan(_hiddenSize));
        }

        return dx;
    }

    private static double[] LogSoftmax(double[] x)
    {
        double max = x.Max();
        double logSum = Math.Log(x.Sum(v => Math.Exp(v - max)));
        return [.. x.Select(v => v - max - logSum)];
    }
}
