namespace MnistLstm.Engine.Execution;

/// <summary>The phases of a training step, in their order. A benchmark stops a step after one of them and takes differences.</summary>
public enum StepPhase
{
    /// <summary>Inputs, forward pass and losses.</summary>
    Forward,

    /// <summary>Back through the modules and through time.</summary>
    Backward,

    /// <summary>The weights' gradients.</summary>
    WeightGradient,

    /// <summary>The optimizer's step, and the weights brought into the kernels' layout.</summary>
    Optimizer,
}
