namespace MnistLstm.Generators.Model.Networks;

/// <summary><c>nn.Dropout</c>, of a sequence or of features.</summary>
/// <param name="Input">What comes in, and leaves.</param>
/// <param name="P">The probability of a zero, in training.</param>
internal sealed record DropoutModule(FeatureShape Input, Probability P) : ModelModule(Input)
{
    /// <inheritdoc/>
    public override string Stem => "dropout";

    /// <inheritdoc/>
    public override string Yaml => $"dropout: {P.Canonical}";

    /// <inheritdoc/>
    public override string PyTorchLine => $"Dropout(p={P.Python}, inplace=False)";
}
