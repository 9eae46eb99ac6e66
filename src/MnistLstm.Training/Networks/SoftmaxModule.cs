namespace MnistLstm.Training.Networks;

/// <summary><c>nn.Softmax(dim=1)</c>, of features.</summary>
/// <param name="Input">What comes in, and leaves.</param>
public sealed record SoftmaxModule(TensorShape Input) : NetworkModule(Input)
{
    /// <inheritdoc/>
    public override string Stem => "softmax";

    /// <inheritdoc/>
    public override TensorShape Output => new(0, Input.Features);

    /// <inheritdoc/>
    public override string Yaml => "softmax";

    /// <inheritdoc/>
    public override string PyTorchLine => "Softmax(dim=1)";
}
