using MnistLstm.Runner.Predictions;

namespace MnistLstm.Runner.Bench;

/// <summary>What is timed. The first four are one training step that ends early or not; its phases are their differences.</summary>
internal enum BenchPass
{
    /// <summary>Forward pass and losses, values kept for what would follow.</summary>
    Forward,

    /// <summary>… and back through time.</summary>
    ThroughBackward,

    /// <summary>… and the weights' gradients.</summary>
    ThroughWeightGradient,

    /// <summary>A whole training step.</summary>
    Step,

    /// <summary>Forward pass and losses of a batch of the test set, nothing kept.</summary>
    Evaluation,
}
