namespace MnistLstm.Engine.Optimizers;

/// <summary><c>torch.optim.Adam</c>. STUB</summary>
public sealed class Adam : Optimizer
{
    /// <summary>Creates the optimizer.</summary>
    public Adam(ParameterSet parameters, double learningRate, double weightDecay = 0) => _ = (parameters, learningRate, weightDecay);

    /// <inheritdoc/>
    public override void Dispose()
    {
    }
}
