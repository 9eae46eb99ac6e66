using MnistLstm.Engine.Random;

namespace MnistLstm.Engine.Modules;

/// <summary>
/// How a model's parameters begin where that is not as PyTorch's modules begin by themselves. All of these draw after the modules have, parameter
/// by parameter in the order of the state_dict: as a script does that goes through <c>model.named_parameters()</c>.
/// </summary>
public sealed record InitialValues
{
    /// <summary>Of the recurrent modules' <c>weight_ih</c>; null leaves them.</summary>
    public Initializer? WeightIh { get; init; }

    /// <summary>Of the recurrent modules' <c>weight_hh</c>; null leaves them.</summary>
    public Initializer? WeightHh { get; init; }

    /// <summary>Of the linear layers' weights; null leaves them.</summary>
    public Initializer? Linear { get; init; }

    /// <summary>Of the biases of recurrent modules and linear layers; null leaves them.</summary>
    public Initializer? Bias { get; init; }

    /// <summary>What stands in the forget gate's part of an LSTM's <c>bias_ih</c>, that of <c>bias_hh</c> being 0; null leaves both.</summary>
    public double? ForgetBias { get; init; }

    /// <summary>Whether a parameter of the model begins with PyTorch's bits; an orthogonal weight's are its linear algebra library's.</summary>
    public bool HasPyTorchsBits(Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        Initializer? initializer = parameter.Shape.Count == 1 ? null
            : parameter.Name.Contains(".weight_ih", StringComparison.Ordinal) ? WeightIh
            : parameter.Name.Contains(".weight_hh", StringComparison.Ordinal) ? WeightHh
            : Linear;
        return initializer is not { HasPyTorchsBits: false };
    }
}
