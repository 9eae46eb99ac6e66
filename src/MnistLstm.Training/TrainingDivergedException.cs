namespace MnistLstm.Training;

/// <summary>A loss became NaN or infinite: the run has failed.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <param name="epoch">The epoch, from 1.</param>
    /// <param name="batch">The training batch within the epoch, from 1; null when it was an evaluation's loss.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="evaluation">Of which evaluation the loss is, where it is one's: test, validation.</param>
    public TrainingDivergedException(int epoch, int? batch, double loss, string evaluation = "test")
        : base($"the {(batch is null ? evaluation + " loss" : "loss")} became {(double.IsNaN(loss) ? "NaN" : "infinite")} in "
            + $"epoch {epoch}{(batch is null ? "" : $", batch {batch}")}; a smaller learning_rate is the usual remedy")
    {
        Epoch = epoch;
        Batch = batch;
    }

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>The training batch within the epoch, from 1; null when it was an evaluation's loss.</summary>
    public int? Batch { get; }
}
