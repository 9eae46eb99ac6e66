using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Modules.Features;
using MnistLstm.Engine.Modules.Losses;

namespace MnistLstm.Engine.Execution;

/// <summary>Judges a model's outputs: the loss of each sample of a batch, whether it was classified correctly, and in training the outputs' gradient.</summary>
/// <param name="kernels">The arithmetic.</param>
/// <param name="scores">The outputs, [B, C] or [B, K].</param>
/// <param name="maxBatch">The largest batch.</param>
internal sealed class Judge(KernelSet kernels, FeatureBuffer scores, int maxBatch)
{
    private readonly CrossEntropy _crossEntropy = new(kernels, scores);
    private readonly float[] _losses = new float[maxBatch];
    private readonly bool[] _correct = new bool[maxBatch];
    private RegressionLoss? _regression; // null: the cross-entropy

    /// <summary>What they are judged by.</summary>
    public LossFunction Loss
    {
        get;
        set
        {
            field = value;
            _regression = value == LossFunction.CrossEntropy ? null : new RegressionLoss(value, scores);
        }
    }

    /// <summary>The cross-entropy's <c>label_smoothing</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to less than 1.</exception>
    public double LabelSmoothing
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, 1);
            field = value;
            _crossEntropy.LabelSmoothing = value;
        }
    }

    /// <summary>The cross-entropy's <c>weight</c>; null for none.</summary>
    /// <exception cref="ArgumentException">More or fewer than the classes, one below 0 or beyond float32, or none above 0.</exception>
    public IReadOnlyList<double>? ClassWeights
    {
        get;
        set
        {
            float[]? weights = value?.Select(weight => (float)weight).ToArray();
            if (weights is not null && (weights.Length != scores.Features || weights.Any(weight => weight is not (>= 0 and <= float.MaxValue))
                || weights.All(weight => weight == 0)))
            {
                throw new ArgumentException(
                    $"the model scores {scores.Features} classes and needs a weight for each, at least 0 and one of them above; got "
                        + $"[{string.Join(", ", weights)}]", nameof(value));
            }

            field = value;
            _crossEntropy.Weights = weights;
        }
    }

    /// <summary>The losses of the samples, in the batch's order.</summary>
    public float[] Losses => _losses;

    /// <summary>Whether each was classified correctly; of real targets none is.</summary>
    public bool[] Correct => _correct;

    /// <summary>Real targets a sequence must have; 0 for a class.</summary>
    public int Targets => _regression is null ? 0 : scores.Features;

    /// <summary>Begins a training batch: what its mean is divided by is known from all of its labels.</summary>
    /// <exception cref="ArgumentException">A label that the model has no score for.</exception>
    public void BeginTraining(SequenceSource source, int[]? order, int start, int count)
    {
        if (_crossEntropy.Weights is not { } weights)
        {
            return;
        }

        WeightSum sum = default;
        for (int b = 0; b < count; b++)
        {
            sum.Add(weights[Label(source, order == null ? start + b : order[start + b])]);
        }

        _crossEntropy.TotalWeight = sum.Total;
    }

    /// <summary>Judges the batch's sample <paramref name="b"/>, which is a sequence of the source.</summary>
    /// <exception cref="ArgumentException">A label that the model has no score for.</exception>
    public void Sample(in Pass pass, int b, SequenceSource source, int sequence)
    {
        if (_regression is not null)
        {
            _losses[b] = _regression.Sample(pass, b, source.Targets!.Of(sequence));
            return;
        }

        int label = Label(source, sequence);
        _losses[b] = _crossEntropy.Sample(pass, b, label);
        _correct[b] = _crossEntropy.Predicted(pass, b) == label;
    }

    private int Label(SequenceSource source, int sequence)
    {
        int label = source.Label(sequence);
        return (uint)label < (uint)scores.Features ? label : throw new ArgumentException(
            $"sequence {sequence} has label {label}; the model scores {scores.Features} classes, 0 to {scores.Features - 1}");
    }
}
