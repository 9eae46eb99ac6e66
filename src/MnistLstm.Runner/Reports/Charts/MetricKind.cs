namespace MnistLstm.Runner.Reports.Charts;

/// <summary>What a published figure is.</summary>
internal enum MetricKind
{
    /// <summary>A fraction of the samples.</summary>
    Accuracy,

    /// <summary>The RMSE of predicted numbers, in the targets' unit.</summary>
    Rmse,

    /// <summary>In the unit that the reference names.</summary>
    Loss,
}
