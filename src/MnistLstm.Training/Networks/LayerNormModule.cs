using System.Collections.Generic;

namespace MnistLstm.Training.Networks;

/// <summary><c>nn.LayerNorm</c>, of a sequence's steps or of features.</summary>
/// <param name="Input">What comes in.</param>
public sealed record LayerNormModule(TensorShape Input) : NetworkModule(Input)
{
    /// <inheritdoc/>
    public override string Stem => "norm";

    /// <inheritdoc/>
    public override TensorShape Output => new(Input.Steps, Input.Features);

    /// <inheritdoc/>
    public override string Yaml => "layer_norm";

    /// <inheritdoc/>
    public override string PyTorchLine => $"LayerNorm(({Input.Features},), eps=1e-05, elementwise_affine=True)";

    /// <inheritdoc/>
    public override IEnumerable<NetworkParameter> Parameters() =>
        [new("weight", Input.Features, null, "what each normalised feature is multiplied by"), new("bias", Input.Features, null, "added to it")];
}
