namespace MnistLstm.Training;

/// <summary>A loss became NaN or infinite: the run has failed.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>Says which loss it was, and the usual remedy.</summary>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <param name="batch">The training batch within the epoch, from 1; null when it was an evaluation's loss.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="evaluation">Of which evaluation the loss is, where it is one's: test, validation.</param>
    /// <param name="weighsNothing">Whether the samples are all of classes whose weight is 0, so that their mean is 0 / 0.</param>
    public TrainingDivergedException(int epoch, int? batch, double loss, string evaluation = "test", bool weighsNothing = false)
        : base($"the {(batch is null ? evaluation + " loss" : "loss")} became {(double.IsNaN(loss) ? "NaN" : "infinite")} in "
            + $"epoch {epoch}{(batch is null ? "" : $", batch {batch}")}; {(weighsNothing ? WithoutWeight(batch, evaluation) : Usual)}")
    {
        Epoch = epoch;
        Batch = batch;
    }

    private const string Usual = "a smaller learning_rate is the usual remedy";

    private static string WithoutWeight(int? batch, string evaluation) =>
        $"all {(batch is null ? $"{evaluation} samples" : "samples of the batch")} are of classes whose class_weights are 0, so there is no mean to take, as "
            + $"in PyTorch: {(batch is null ? "take more samples" : "a larger batch_size, or drop_last where it is the last batch")}, or weights above 0";

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>The training batch within the epoch, from 1; null when it was an evaluation's loss.</summary>
    public int? Batch { get; }
}
