namespace MnistLstm.Training.Networks;

/// <summary><c>nn.Tanh</c>, of a sequence or of features.</summary>
/// <param name="Input">What comes in, and leaves.</param>
public sealed record TanhModule(TensorShape Input) : NetworkModule(Input)
{
    /// <inheritdoc/>
    public override string Stem => "tanh";

    /// <inheritdoc/>
    public override string Yaml => "tanh";

    /// <inheritdoc/>
    public override string PyTorchLine => "Tanh()";
}
