namespace MnistLstm.Training;

/// <summary>A batch's loss became NaN or infinite: the run has failed.</summary>
public sealed class TrainingDivergedException(int epoch, int batch, double loss)
    : Exception($"the loss became {(double.IsNaN(loss) ? "NaN" : "infinite")} in epoch {epoch}, batch {batch}; a smaller learning_rate is the usual remedy")
{
    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; } = epoch;

    /// <summary>The batch within the epoch, from 1.</summary>
    public int Batch { get; } = batch;
}
