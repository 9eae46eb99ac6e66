namespace MnistLstm.Training.Loop;

/// <summary>
/// Adds up samples' losses and weights in double, in the order they come, and the means of the plan's batches, whatever batches they arrive in.
/// </summary>
/// <param name="batchSize">Samples of a batch of the plan.</param>
/// <param name="errors">Takes the errors of predicted numbers; null where classes are predicted.</param>
internal sealed class LossSums(int batchSize, ErrorSums? errors = null)
{
    private double _sum;
    private double _weight; // what the sum is divided by: the samples, or the sum of their weights
    private double _batchSum;
    private double _batchWeight;
    private int _inBatch;
    private int _samples;
    private int _correct;

    /// <summary>Goes on adding where <see cref="Totals"/> were taken.</summary>
    public LossSums(int batchSize, LossTotals totals, ErrorSums? errors = null)
        : this(batchSize, errors)
    {
        _samples = totals.Samples;
        _correct = totals.Correct;
        _sum = totals.Sum;
        _weight = totals.Weight ?? totals.Samples;
        _inBatch = totals.InBatch;
        _batchSum = totals.BatchSum;
        _batchWeight = totals.BatchWeight ?? totals.InBatch;
        BatchMeans = totals.BatchMeans;
        LastBatchLoss = totals.LastBatchLoss;
        FirstBatchLoss = totals.FirstBatchLoss;
    }

    /// <summary>All that the sums are made of.</summary>
    public LossTotals Totals => new(_samples, _correct, _sum, _inBatch, _batchSum, BatchMeans, LastBatchLoss)
    {
        Errors = errors?.Totals,
        FirstBatchLoss = FirstBatchLoss,
        Weight = _weight == _samples ? null : _weight,
        BatchWeight = _batchWeight == _inBatch ? null : _batchWeight,
    };

    /// <summary>Samples so far.</summary>
    public int Samples => _samples;

    /// <summary>Mean over all samples so far, weighted where they have weights.</summary>
    public double MeanLoss => _sum / _weight;

    /// <summary>Fraction of the samples so far that were classified correctly; null where numbers are predicted.</summary>
    public double? Accuracy => errors is null ? (double)_correct / _samples : null;

    /// <summary>The errors of predicted numbers so far; null where classes are predicted.</summary>
    public ErrorFigures? Errors => errors?.Figures(_samples);

    /// <summary>Mean loss of the last whole batch, or of the last call of <see cref="Add"/> when it ended within one.</summary>
    public double LastBatchLoss { get; private set; }

    /// <summary>Mean loss of the first batch, where that is kept; null before.</summary>
    public double? FirstBatchLoss { get; private set; }

    /// <summary>Whether <see cref="FirstBatchLoss"/> is kept: it is what a training of numbers began with.</summary>
    public bool KeepsFirst { get; init; }

    /// <summary>Sum of the batches' means.</summary>
    public double BatchMeans { get; private set; }

    /// <summary>Adds the samples of a call; batches end every <c>batchSize</c> samples.</summary>
    /// <param name="losses">Their losses, each multiplied by its weight.</param>
    /// <param name="correct">Whether they were classified correctly.</param>
    /// <param name="weights">Their weights; none for 1.</param>
    public void Add(ReadOnlySpan<float> losses, ReadOnlySpan<bool> correct, ReadOnlySpan<double> weights = default)
    {
        for (int i = 0; i < losses.Length; i++)
        {
            double weight = weights.IsEmpty ? 1 : weights[i];
            _sum += losses[i];
            _weight += weight;
            _batchSum += losses[i];
            _batchWeight += weight;
            _samples++;
            _correct += correct[i] ? 1 : 0;
            if (++_inBatch == batchSize)
            {
                EndBatch();
            }
        }

        if (_inBatch > 0)
        {
            LastBatchLoss = _batchSum / _batchWeight;
        }
    }

    /// <summary>Adds a sample's errors, if numbers are predicted.</summary>
    /// <param name="predicted">What the model puts out.</param>
    /// <param name="sample">The sample's place in the part.</param>
    public void AddErrors(ReadOnlySpan<float> predicted, int sample) => errors!.Add(predicted, sample);

    /// <summary>Ends the last batch, which may be smaller.</summary>
    public void Complete()
    {
        if (_inBatch > 0)
        {
            EndBatch();
        }
    }

    private void EndBatch()
    {
        LastBatchLoss = _batchSum / _batchWeight;
        FirstBatchLoss ??= KeepsFirst ? LastBatchLoss : null;

        // Samples that all weigh nothing have no mean. In training that ends the run, as it does PyTorch's; of an evaluation the sum leaves them out.
        BatchMeans += _batchWeight == 0 ? 0 : LastBatchLoss;
        _batchSum = 0;
        _batchWeight = 0;
        _inBatch = 0;
    }
}
