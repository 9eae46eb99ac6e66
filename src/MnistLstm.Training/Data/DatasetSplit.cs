namespace MnistLstm.Training.Data;

/// <summary>The two halves of a data set.</summary>
public enum DatasetSplit
{
    /// <summary>What is trained on; its files begin with <c>train-</c>.</summary>
    Train,

    /// <summary>What is evaluated on; its files begin with <c>t10k-</c>, whatever their number.</summary>
    Test,
}
