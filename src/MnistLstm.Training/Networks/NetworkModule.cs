using System.Collections.Generic;
using System.Linq;

namespace MnistLstm.Training.Networks;

/// <summary>One module of a network, at its place: it knows what comes in.</summary>
/// <param name="Input">What comes in.</param>
public abstract record NetworkModule(TensorShape Input)
{
    /// <summary>Its name in the network, <c>fc1</c>; <see cref="NetworkBuilder"/> gives it.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its name if the network has no other of its kind: <c>fc</c>.</summary>
    public abstract string Stem { get; }

    /// <summary>What leaves it.</summary>
    public virtual TensorShape Output => Input;

    /// <summary>As an item of a spec's <c>model</c>, only what differs from the defaults: <c>lstm: {hidden_size: 128}</c>.</summary>
    public abstract string Yaml { get; }

    /// <summary>As PyTorch prints it, only what differs from its defaults: <c>LSTM(28, 128, batch_first=True)</c>.</summary>
    public abstract string PyTorchLine { get; }

    /// <summary>Its parameters in PyTorch's order, under their names within the module.</summary>
    public virtual IEnumerable<NetworkParameter> Parameters() => [];

    /// <summary>Elements of its parameters.</summary>
    public long ParameterCount => Parameters().Sum(parameter => parameter.Count);
}
