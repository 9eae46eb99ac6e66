using System;
using System.Collections.Generic;
using System.Linq;
using MnistLstm.Generators.Parsing.Text;
using MnistLstm.Training.Networks;

namespace MnistLstm.Generators.Emission;

/// <summary>Writes the description of a network that a row of the catalog carries: one expression, which makes the same description again.</summary>
internal static class NetworkEmitter
{
    /// <summary>The expression: <c>new NetworkBuilder(28, 28).Recurrent("lstm", 128).Readout("last").Linear(10).Build()</c>.</summary>
    public static string Expression(Network network, TypeNames types) =>
        $"new {types.NetworkBuilder}({network.Input.Steps}, {network.Input.Features}){string.Concat(network.Modules.Select(Call))}"
            + $"{Initialize(network.Initialization)}.Build()";

    /// <summary>A number as a C# literal of type double.</summary>
    public static string Literal(double value) => NumberText.ToLiteral(NumberText.Canonical(value));

    private static string Call(NetworkModule module) => module switch
    {
        RecurrentModule recurrent => $".Recurrent({string.Join(", ", Arguments(recurrent))})",
        DropoutModule dropout => $".Dropout({Literal(dropout.P)})",
        VariationalDropoutModule dropout => $".VariationalDropout({Literal(dropout.P)})",
        ReadoutModule readout => $".Readout(\"{readout.Word}\")",
        LinearModule linear => $".Linear({linear.OutFeatures})",
        LayerNormModule => ".LayerNorm()",
        ReluModule => ".Relu()",
        TanhModule => ".Tanh()",
        SoftmaxModule => ".Softmax()",
        _ => throw new ArgumentOutOfRangeException(nameof(module), module, "how this module is described is not known"),
    };

    private static string Initialize(NetworkInitialization? initialization)
    {
        if (initialization is null)
        {
            return "";
        }

        (string Name, string? Value)[] arguments =
        [
            ("weightIh", Quoted(initialization.WeightIh)), ("weightHh", Quoted(initialization.WeightHh)), ("linear", Quoted(initialization.Linear)),
            ("bias", Quoted(initialization.Bias)), ("forgetBias", initialization.ForgetBias is double bias ? Literal(bias) : null),
        ];
        IEnumerable<string> given = arguments.Where(argument => argument.Value is not null).Select(argument => $"{argument.Name}: {argument.Value}");
        return $".Initialize({string.Join(", ", given)})";
    }

    private static string? Quoted(WeightInit? init) => init is null ? null : $"\"{init}\"";

    private static IEnumerable<string> Arguments(RecurrentModule module)
    {
        yield return $"\"{module.Cell.Word}\"";
        yield return $"{module.HiddenSize}";
        if (module.NumLayers > 1)
        {
            yield return $"numLayers: {module.NumLayers}";
        }

        if (module.Bidirectional)
        {
            yield return "bidirectional: true";
        }

        if (module.Dropout > 0)
        {
            yield return $"dropout: {Literal(module.Dropout)}";
        }

        if (module.IsRelu)
        {
            yield return $"nonlinearity: \"{module.Nonlinearity}\"";
        }

        if (!module.Bias)
        {
            yield return "bias: false";
        }
    }
}
