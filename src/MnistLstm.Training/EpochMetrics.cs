using System.Text.Json.Serialization;
using MnistLstm.Training.Loop;

namespace MnistLstm.Training;

/// <summary>
/// What one epoch came to. Losses are cross-entropies in nats, or what the spec's <c>loss</c> is, accumulated in double in the order of training;
/// accuracies are fractions 0 … 1, and null where numbers are predicted, which have errors instead. Times do not belong here: the same run gives the
/// same record, always.
/// </summary>
/// <param name="Epoch">The epoch's number, from 1; where steps are counted, the evaluation's.</param>
/// <param name="TrainLoss">Mean over the samples of the batch losses, as training went.</param>
/// <param name="TrainAccuracy">Fraction of the training samples classified correctly as training went; null where numbers are
/// predicted.</param>
/// <param name="TestLoss">Mean over the test samples after the epoch; null when this epoch is not evaluated.</param>
/// <param name="TestAccuracy">Fraction of the test samples classified correctly; null when this epoch is not evaluated, and where numbers are
/// predicted.</param>
/// <param name="LastBatchLoss">The mean loss of the epoch's last batch.</param>
/// <param name="TrainLossSum">The sum of the batches' mean losses, which published pages print (divided by the number of samples).</param>
/// <param name="TestLossSum">The same over the test batches; null when this epoch is not evaluated.</param>
/// <param name="WeightsSha256">SHA-256, lower-case hex, over the parameters' little-endian float32 bytes in PyTorch's state_dict order.</param>
public sealed record EpochMetrics(
    int Epoch,
    double TrainLoss,
    double? TrainAccuracy,
    double? TestLoss,
    double? TestAccuracy,
    double LastBatchLoss,
    double TrainLossSum,
    double? TestLossSum,
    string WeightsSha256)
{
    /// <summary>The training steps that are done; null where epochs are counted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Step { get; init; }

    /// <summary>The training steps of a row of metrics; null where epochs are counted.</summary>
    /// <param name="rows">The rows, from the first.</param>
    /// <param name="index">Which, from 0.</param>
    internal static int? StepsOf(IReadOnlyList<EpochMetrics> rows, int index) =>
        rows[index].Step - (index == 0 ? 0 : rows[index - 1].Step);

    /// <summary>The mean loss of the training's first batch, where numbers are predicted and the first row's <see cref="TrainLoss"/> is more than
    /// <see cref="Divergence.Kept"/> times as large: that row is then no measure of what the training began with. Null in any other.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? FirstBatchLoss { get; init; }

    /// <summary>Mean over the held-out samples after the epoch; null without any, and when this epoch is not evaluated.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>Fraction of the held-out samples classified correctly; null where <see cref="ValidationLoss"/> is.</summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>The errors of predicted numbers as training went; null where classes are predicted.</summary>
    public ErrorFigures? TrainErrors { get; init; }

    /// <summary>Those on the held-out samples after the epoch; null where <see cref="ValidationLoss"/> is, and where classes are predicted.</summary>
    public ErrorFigures? ValidationErrors { get; init; }

    /// <summary>Those on the test samples; null where <see cref="TestLoss"/> is, and where classes are predicted.</summary>
    public ErrorFigures? TestErrors { get; init; }
}
