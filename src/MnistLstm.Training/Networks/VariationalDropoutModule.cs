namespace MnistLstm.Training.Networks;

/// <summary>Dropout of a sequence whose mask is the same at every time step: Gal and Ghahramani, 2016.</summary>
/// <param name="Input">What comes in, and leaves.</param>
/// <param name="P">The probability of a zero, in training.</param>
public sealed record VariationalDropoutModule(TensorShape Input, double P) : NetworkModule(Input)
{
    /// <inheritdoc/>
    public override string Stem => "dropout";

    /// <inheritdoc/>
    public override string Yaml => $"variational_dropout: {CanonicalNumber.Of(P)}";

    /// <inheritdoc/>
    public override string PyTorchLine => $"VariationalDropout(p={CanonicalNumber.Python(P)})";
}
