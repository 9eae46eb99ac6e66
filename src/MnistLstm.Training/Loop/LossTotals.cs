using System.Text.Json.Serialization;

namespace MnistLstm.Training.Loop;

/// <summary>How far the losses of an epoch have been added up: what a checkpoint in the middle of an epoch keeps of them.</summary>
/// <param name="Samples">Samples so far.</param>
/// <param name="Correct">Those of them that were classified correctly.</param>
/// <param name="Sum">The sum of their losses.</param>
/// <param name="InBatch">Those of the batch that has not ended, which only an epoch's last one has not.</param>
/// <param name="BatchSum">The sum of their losses.</param>
/// <param name="BatchMeans">The sum of the ended batches' mean losses.</param>
/// <param name="LastBatchLoss">The mean loss of the last batch.</param>
public sealed record LossTotals(int Samples, int Correct, double Sum, int InBatch, double BatchSum, double BatchMeans, double LastBatchLoss)
{
    /// <summary>The sum of the samples' weights; null where it is their number.</summary>
    public double? Weight { get; init; }

    /// <summary>The same of the batch that has not ended.</summary>
    public double? BatchWeight { get; init; }

    /// <summary>The mean loss of the first batch, where that is kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? FirstBatchLoss { get; init; }

    /// <summary>The errors of predicted numbers; null where classes are predicted.</summary>
    public ErrorTotals? Errors { get; init; }
}
