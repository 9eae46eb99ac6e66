namespace MnistLstm.Engine.Modules;

/// <summary>A stack of modules from [B, T, I] to class scores [B, C]; the base of every generated model. STUB</summary>
public abstract class SequenceClassifier : IDisposable
{
    /// <summary>Creates an empty stack.</summary>
    /// <param name="steps">T, the time steps of a sequence.</param>
    /// <param name="inputSize">I, the inputs of a step.</param>
    protected SequenceClassifier(int steps, int inputSize)
    {
        Steps = steps;
        InputSize = inputSize;
    }

    /// <summary>T, the time steps of a sequence.</summary>
    public int Steps { get; }

    /// <summary>I, the inputs of a step.</summary>
    public int InputSize { get; }

    /// <summary>The modules from input to output, with their names.</summary>
    public IReadOnlyList<(string Name, Module Module)> Modules => throw new NotSupportedException();

    /// <summary>All parameters in PyTorch's state_dict order.</summary>
    public ParameterSet Parameters => throw new NotSupportedException();

    /// <summary>The shape that leaves each module, as PyTorch would print it for one batch: <c>[B, 28, 128]</c>.</summary>
    public IReadOnlyList<(string Name, string OutputShape)> Shapes => throw new NotSupportedException();

    /// <summary>Puts a module on top of the stack.</summary>
    /// <exception cref="ArgumentException">Its input does not fit what comes before.</exception>
    protected TModule Add<TModule>(string name, TModule module) where TModule : Module => throw new NotSupportedException(name);

    /// <summary>Gives every parameter the initial value PyTorch gives after <c>torch.manual_seed</c>.</summary>
    public void Initialize(Random.Mt19937 random) => throw new NotSupportedException();

    /// <summary>To be called after parameter values were written from outside.</summary>
    public void WeightsChanged() => throw new NotSupportedException();

    /// <summary>The module print of PyTorch, lines ended by \n.</summary>
    public override string ToString() => throw new NotSupportedException();

    /// <summary>Frees the model's memory.</summary>
    public void Dispose() => GC.SuppressFinalize(this);
}
