using System;
using System.Collections.Generic;
using System.Linq;

namespace MnistLstm.Training.Networks;

/// <summary>
/// A network: its modules, each reading what the one before puts out. Two are equal when their modules are. Compiled into the generator, too, which
/// makes it of a spec; so there is one description from the YAML to the last report.
/// </summary>
public sealed class Network : IEquatable<Network>
{
    /// <summary>Describes a network.</summary>
    /// <param name="modules">The modules, one at least.</param>
    /// <param name="initialization">How its parameters begin; null where as PyTorch's modules begin by themselves.</param>
    /// <exception cref="ArgumentException">No modules.</exception>
    internal Network(IEnumerable<NetworkModule> modules, NetworkInitialization? initialization = null)
    {
        Initialization = initialization is { IsDefault: true } ? null : initialization;
        NetworkModule[] all = modules.ToArray();
        Modules = all.Length > 0 ? all : throw new ArgumentException("a network has one module at least", nameof(modules));
    }

    /// <summary>The modules from the input to the scores.</summary>
    public IReadOnlyList<NetworkModule> Modules { get; }

    /// <summary>How the parameters begin; null where as PyTorch's modules begin by themselves.</summary>
    public NetworkInitialization? Initialization { get; }

    /// <summary>The same modules, whose parameters begin in another way.</summary>
    /// <param name="initialization">How; null for as PyTorch's modules begin by themselves.</param>
    public Network With(NetworkInitialization? initialization) => new(Modules, initialization);

    /// <summary>What the first module reads.</summary>
    public TensorShape Input => Modules[0].Input;

    /// <summary>What the last module puts out.</summary>
    public TensorShape Output => Modules[Modules.Count - 1].Output;

    /// <summary>All parameters' elements.</summary>
    public long ParameterCount => Modules.Sum(module => module.ParameterCount);

    /// <summary>The recurrent modules.</summary>
    public IEnumerable<RecurrentModule> Recurrent => Modules.OfType<RecurrentModule>();

    /// <summary>All parameters in PyTorch's state_dict order, under its names: <c>lstm.weight_ih_l0</c>.</summary>
    public IEnumerable<NetworkParameter> Parameters() =>
        Modules.SelectMany(module => module.Parameters().Select(parameter => parameter with { Name = $"{module.Name}.{parameter.Name}" }));

    /// <summary>The text that says it in a spec, the same for all ways to write the same network: <c>[lstm: {hidden_size: 128}, readout: mean, linear:
    /// 10]</c>.</summary>
    public string Yaml => $"[{string.Join(", ", Modules.Select(module => module.Yaml))}]";

    /// <inheritdoc/>
    public bool Equals(Network? other) => other is not null && Modules.SequenceEqual(other.Modules) && Initialization == other.Initialization;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Network);

    /// <inheritdoc/>
    public override int GetHashCode() => Modules.Aggregate(17, (hash, module) => unchecked((hash * 31) + module.GetHashCode()));

    /// <inheritdoc/>
    public override string ToString() => Yaml;
}
