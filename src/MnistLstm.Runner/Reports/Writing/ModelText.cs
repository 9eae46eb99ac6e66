using System.Text.RegularExpressions;

namespace MnistLstm.Runner.Reports.Writing;

/// <summary>What tables show of the setting <c>model</c>, whose text is that of a list of modules.</summary>
internal static partial class ModelText
{
    /// <summary>The recurrent modules' hidden units from the lowest to the highest: <c>2x64-32</c>; - where there are none.</summary>
    public static string HiddenSizes(string model)
    {
        string sizes = string.Join('-', Size().Matches(model).Select(size => (size.Groups["both"].Success ? "2x" : "") + size.Groups["units"].Value));
        return sizes.Length == 0 ? "-" : sizes;
    }

    /// <summary>The modules with what differs from the defaults: <c>lstm 2x64, dropout 0.2, gru {32, layers 2}, last, linear 10</c>.</summary>
    public static string Compact(string model)
    {
        string text = Size().Replace(model.TrimStart('[').TrimEnd(']'), size => (size.Groups["both"].Success ? "2x" : "") + size.Groups["units"].Value);
        return Alone().Replace(text, "$1").Replace("readout: ", "").Replace(": ", " ");
    }

    /// <summary>The modules' words alone: <c>lstm-dropout-readout-linear</c>.</summary>
    public static string Short(string model) => string.Join('-', Nested().Replace(model.Trim('[', ']'), "").Split(", ").Select(item => item.Split(':')[0]));

    [GeneratedRegex("hidden_size: (?<units>[0-9]+)(?<both>, direction: bidirectional)?")]
    private static partial Regex Size();

    [GeneratedRegex(@"\{([0-9x]+)\}")]
    private static partial Regex Alone();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Nested();
}
