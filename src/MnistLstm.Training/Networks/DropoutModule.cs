namespace MnistLstm.Training.Networks;

/// <summary><c>nn.Dropout</c>, of a sequence or of features.</summary>
/// <param name="Input">What comes in, and leaves.</param>
/// <param name="P">The probability of a zero, in training.</param>
public sealed record DropoutModule(TensorShape Input, double P) : NetworkModule(Input)
{
    /// <inheritdoc/>
    public override string Stem => "dropout";

    /// <inheritdoc/>
    public override string Yaml => $"dropout: {CanonicalNumber.Of(P)}";

    /// <inheritdoc/>
    public override string PyTorchLine => $"Dropout(p={CanonicalNumber.Python(P)}, inplace=False)";
}
