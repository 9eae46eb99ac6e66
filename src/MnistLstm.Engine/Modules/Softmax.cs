namespace MnistLstm.Engine.Modules;

/// <summary><c>nn.Softmax(dim=1)</c>. STUB</summary>
public sealed class Softmax : Module
{
    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [];

    /// <inheritdoc/>
    public override void Initialize(Random.Mt19937 random)
    {
    }
}
