namespace MnistLstm.Engine.Optimizers;

/// <summary>Changes the parameters by their gradients, as the PyTorch optimizer of the same name. STUB</summary>
public abstract class Optimizer : IDisposable
{
    /// <summary>Frees the optimizer's state.</summary>
    public abstract void Dispose();
}
