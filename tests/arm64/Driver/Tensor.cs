/// <summary>What is recorded after a training step.</summary>
internal enum Tensor
{
    /// <summary>The batch's losses [B].</summary>
    Losses,

    /// <summary>All parameters' gradients, in state_dict order.</summary>
    Gradients,

    /// <summary>All parameters after the optimizer's step, in state_dict order.</summary>
    Weights,
}
