namespace MnistLstm.Engine.Modules;

/// <summary><c>nn.Linear(in_features, out_features)</c>. STUB</summary>
public sealed class Linear : Module
{
    /// <summary>Creates the layer.</summary>
    public Linear(int inFeatures, int outFeatures) => _ = (inFeatures, outFeatures);

    /// <summary>[out_features, in_features].</summary>
    public Parameter weight => Parameters[0];

    /// <summary>[out_features].</summary>
    public Parameter bias => Parameters[1];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Initialize(Random.Mt19937 random) => throw new NotSupportedException();
}
