using MnistLstm.Training;

namespace MnistLstm.Runner.Traces.Content;

/// <summary>What of a training a traced tensor is.</summary>
internal enum TensorKind
{
    /// <summary>The places of the batch's samples in the training data, int32.</summary>
    Samples,

    /// <summary>The losses of the batch's samples, float32.</summary>
    Losses,

    /// <summary>A parameter's gradient, float32.</summary>
    Gradient,

    /// <summary>A parameter's values, float32.</summary>
    Weight,

    /// <summary>The losses of all held-out samples after an epoch, float32; only where there are any.</summary>
    ValidationLosses,

    /// <summary>The losses of all test samples after an epoch, float32.</summary>
    TestLosses,

    /// <summary>One of an epoch's numbers, a double. Traces hold its bits themselves, not a hash.</summary>
    Metric,
}
