using System.Collections.Generic;

namespace MnistLstm.Training.Networks;

/// <summary><c>nn.Linear</c>, of a sequence or of features.</summary>
/// <param name="Input">What comes in.</param>
/// <param name="OutFeatures">The features that leave.</param>
public sealed record LinearModule(TensorShape Input, int OutFeatures) : NetworkModule(Input)
{
    /// <inheritdoc/>
    public override string Stem => "fc";

    /// <inheritdoc/>
    public override TensorShape Output => new(Input.Steps, OutFeatures);

    /// <inheritdoc/>
    public override string Yaml => $"linear: {OutFeatures}";

    /// <inheritdoc/>
    public override string PyTorchLine => $"Linear(in_features={Input.Features}, out_features={OutFeatures}, bias=True)";

    /// <inheritdoc/>
    public override IEnumerable<NetworkParameter> Parameters() =>
        [new("weight", OutFeatures, Input.Features, "features to outputs"), new("bias", OutFeatures, null, "added to the outputs")];
}
