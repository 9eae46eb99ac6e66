using MnistLstm.Training.Networks;

namespace MnistLstm.Runner.Export.PyTorch;

/// <summary>Writes how a model's parameters begin, where that is not as their modules begin by themselves: as a PyTorch user does it.</summary>
internal static class PyTorchInitialization
{
    /// <summary>The lines of the model's constructor, behind its modules; none where there is nothing to say.</summary>
    public static IEnumerable<string> Lines(Network network)
    {
        if (network.Initialization is not { } initialization)
        {
            return [];
        }

        List<string> lines = ["        for name, parameter in self.named_parameters():"];
        string linear = Names(network, "weight");
        string biases = "\"bias_\" in name" + (Names(network, "bias") is { Length: > 0 } names ? $" or name in ({names})" : "");
        Add(lines, "\"weight_ih\" in name", initialization.WeightIh);
        Add(lines, "\"weight_hh\" in name", initialization.WeightHh);
        Add(lines, $"name in ({linear})", linear.Length == 0 ? null : initialization.Linear);
        Add(lines, biases, initialization.Bias);
        if (initialization.ForgetBias is { } forget)
        {
            string modules = string.Join(" ", network.Recurrent.Where(module => module.Cell.Word == "lstm").Select(module => $"\"{module.Name}.bias_\","));
            lines.Add($"            if name.startswith(({modules})):  # the gates are i, f, g, o");
            lines.Add("                hidden = len(parameter) // 4");
            lines.Add($"                parameter.data[hidden:2 * hidden] = {CanonicalNumber.Python(forget)} if \"bias_ih\" in name else 0.0");
        }

        return lines;
    }

    /// <summary>Whether a parameter's initial values have PyTorch's bits; those of an orthogonal weight are its linear algebra library's.</summary>
    /// <param name="network">The network.</param>
    /// <param name="parameter">The parameter's name.</param>
    public static bool HasPyTorchsBits(Network network, string parameter) => network.Initialization is not { } initialization
        || (parameter.Contains(".weight_ih", StringComparison.Ordinal) ? initialization.WeightIh
            : parameter.Contains(".weight_hh", StringComparison.Ordinal) ? initialization.WeightHh
            : parameter.EndsWith(".weight", StringComparison.Ordinal) ? initialization.Linear : null) is not { HasPyTorchsBits: false };

    private static void Add(List<string> lines, string condition, WeightInit? init)
    {
        if (init is not null)
        {
            lines.Add($"            if {condition}:");
            lines.Add($"                {init.Python("parameter")}");
        }
    }

    // With a comma behind each, as Python wants it of a single one.
    private static string Names(Network network, string parameter) =>
        string.Join(" ", network.Modules.OfType<LinearModule>().Select(module => $"\"{module.Name}.{parameter}\","));
}
