namespace MnistLstm.Training.Networks;

/// <summary>How a network's parameters begin where that is not as PyTorch's modules begin by themselves; null where it is.</summary>
/// <param name="WeightIh">The recurrent modules' <c>weight_ih</c>.</param>
/// <param name="WeightHh">The recurrent modules' <c>weight_hh</c>.</param>
/// <param name="Linear">The linear layers' weights.</param>
/// <param name="Bias">The biases of recurrent modules and linear layers.</param>
/// <param name="ForgetBias">What an LSTM's forget gate begins with.</param>
public sealed record NetworkInitialization(WeightInit? WeightIh, WeightInit? WeightHh, WeightInit? Linear, WeightInit? Bias, double? ForgetBias)
{
    /// <summary>Whether everything begins as the modules make it.</summary>
    public bool IsDefault => WeightIh is null && WeightHh is null && Linear is null && Bias is null && ForgetBias is null;

    /// <summary>Whether all initial values have PyTorch's bits.</summary>
    public bool HasPyTorchsBits => WeightIh is not { HasPyTorchsBits: false } && WeightHh is not { HasPyTorchsBits: false }
        && Linear is not { HasPyTorchsBits: false };
}
