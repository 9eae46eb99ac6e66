namespace MnistLstm.Engine.Modules;

/// <summary><c>output[:, -1, :]</c>: the last time step of a sequence. STUB</summary>
public sealed class LastStep : Module
{
    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [];

    /// <inheritdoc/>
    public override void Initialize(Random.Mt19937 random)
    {
    }
}
