namespace MnistLstm.Generators.Model.Networks;

/// <summary><c>nn.Linear</c>, of a sequence or of features.</summary>
/// <param name="Input">What comes in.</param>
/// <param name="OutFeatures">The features that leave.</param>
internal sealed record LinearModule(FeatureShape Input, int OutFeatures) : ModelModule(Input)
{
    /// <inheritdoc/>
    public override string Stem => "fc";

    /// <inheritdoc/>
    public override FeatureShape Output => new(Input.Steps, OutFeatures);

    /// <inheritdoc/>
    public override string Yaml => $"linear: {OutFeatures}";

    /// <inheritdoc/>
    public override string PyTorchLine => $"Linear(in_features={Input.Features}, out_features={OutFeatures}, bias=True)";

    /// <inheritdoc/>
    public override long ParameterCount => (long)OutFeatures * (Input.Features + 1);
}
