namespace MnistLstm.Training.Networks;

/// <summary><c>nn.ReLU</c>, of a sequence or of features.</summary>
/// <param name="Input">What comes in, and leaves.</param>
public sealed record ReluModule(TensorShape Input) : NetworkModule(Input)
{
    /// <inheritdoc/>
    public override string Stem => "relu";

    /// <inheritdoc/>
    public override string Yaml => "relu";

    /// <inheritdoc/>
    public override string PyTorchLine => "ReLU()";
}
