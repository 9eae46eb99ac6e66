namespace MnistLstm.Generators.Model.Networks;

/// <summary><c>nn.Softmax(dim=1)</c>, of features.</summary>
/// <param name="Input">What comes in, and leaves.</param>
internal sealed record SoftmaxModule(FeatureShape Input) : ModelModule(Input)
{
    /// <inheritdoc/>
    public override string Stem => "softmax";

    /// <inheritdoc/>
    public override FeatureShape Output => new(0, Input.Features);

    /// <inheritdoc/>
    public override string Yaml => "softmax";

    /// <inheritdoc/>
    public override string PyTorchLine => "Softmax(dim=1)";
}
