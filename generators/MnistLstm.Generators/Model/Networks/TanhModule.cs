namespace MnistLstm.Generators.Model.Networks;

/// <summary><c>nn.Tanh</c>, of a sequence or of features.</summary>
/// <param name="Input">What comes in, and leaves.</param>
internal sealed record TanhModule(FeatureShape Input) : ModelModule(Input)
{
    /// <inheritdoc/>
    public override string Stem => "tanh";

    /// <inheritdoc/>
    public override string Yaml => "tanh";

    /// <inheritdoc/>
    public override string PyTorchLine => "Tanh()";
}
