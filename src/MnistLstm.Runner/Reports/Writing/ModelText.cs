using System.Globalization;
using MnistLstm.Training.Networks;

namespace MnistLstm.Runner.Reports.Writing;

/// <summary>What tables show of a network that a <c>model</c> says.</summary>
internal static class ModelText
{
    /// <summary>The recurrent modules' hidden units from the lowest to the highest: <c>2x64-32</c>; - where there are none.</summary>
    public static string HiddenSizes(Network network)
    {
        string sizes = string.Join('-', network.Recurrent.Select(Units));
        return sizes.Length == 0 ? "-" : sizes;
    }

    /// <summary>The modules with what differs from the defaults: <c>lstm 2x64, dropout 0.2, gru {32, layers 2}, last, linear 10</c>.</summary>
    public static string Compact(Network network) => string.Join(", ", network.Modules.Select(module => module switch
    {
        RecurrentModule recurrent => $"{recurrent.Cell.Word} {Sizes(recurrent)}",
        ReadoutModule readout => readout.Word,
        _ => module.Yaml.Replace(": ", " "),
    }));

    /// <summary>The modules' words alone: <c>lstm-dropout-readout-linear</c>.</summary>
    public static string Short(Network network) => string.Join('-', network.Modules.Select(module => module.Yaml.Split(':')[0]));

    private static string Units(RecurrentModule module) => (module.Bidirectional ? "2x" : "") + module.HiddenSize;

    private static string Sizes(RecurrentModule module)
    {
        string further = (module.NumLayers > 1 ? $", layers {module.NumLayers}" : "")
            + (module.Dropout > 0 ? $", dropout {module.Dropout.ToString("R", CultureInfo.InvariantCulture)}" : "")
            + (module.IsRelu ? ", relu" : "") + (module.Bias ? "" : ", no bias");
        return further.Length == 0 ? Units(module) : $"{{{Units(module)}{further}}}";
    }
}
