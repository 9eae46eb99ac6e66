namespace MnistLstm.Engine.Modules;

/// <summary>One layer of a model, named and described as its PyTorch counterpart.</summary>
public abstract class Module
{
    /// <summary>The trained tensors in PyTorch's order; empty for a layer without any.</summary>
    public abstract IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Fills the parameters as PyTorch's constructor of the same module does, drawing from <paramref name="random"/> in the same order.</summary>
    public abstract void Initialize(Random.Mt19937 random);
}
