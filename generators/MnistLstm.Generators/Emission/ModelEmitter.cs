using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MnistLstm.Training.Networks;

namespace MnistLstm.Generators.Emission;

/// <summary>Writes a model class: its modules, and their parameters under PyTorch's names.</summary>
internal static class ModelEmitter
{
    /// <summary>Writes the class.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="path">The spec's file.</param>
    /// <param name="modelClass">The class's name.</param>
    /// <param name="network">The network.</param>
    /// <param name="types">How types are called.</param>
    public static void Write(SourceWriter writer, string path, string modelClass, Network network, TypeNames types)
    {
        WriteSummary(writer, path, modelClass, network);
        writer.Line(FileHeader.Attribute);
        writer.Line($"public sealed partial class {modelClass} : {types.SequenceClassifier}");
        writer.Open();
        WriteConstants(writer, network);
        WriteConstructor(writer, modelClass, network, types);
        NetworkModule[] members = network.Modules.Where(HasMember).ToArray();
        foreach (NetworkModule module in members)
        {
            writer.Line($"/// <summary><c>{module.PyTorchLine}</c>: {module.Input} to {module.Output}.</summary>");
            writer.Line($"public {types.Module(module)} {module.Name} {{ get; }}");
            if (module != members[members.Length - 1])
            {
                writer.Line();
            }
        }

        WriteParameters(writer, network, types);
        writer.Close();
    }

    /// <summary>A count with its thousands marked: <c>85,130</c>.</summary>
    public static string Grouped(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static void WriteSummary(SourceWriter writer, string path, string modelClass, Network network)
    {
        writer.Line("/// <summary>");
        writer.Line($"/// The model of {path}: {Grouped(network.ParameterCount)} parameters.");
        writer.Line("/// <code>");
        writer.Line($"/// {modelClass}(");
        foreach (NetworkModule module in network.Modules.Where(module => module is not ReadoutModule))
        {
            writer.Line($"///   ({module.Name}): {module.PyTorchLine}");
        }

        writer.Line("/// )");
        writer.Line("/// </code>");
        writer.Line("/// Shapes, for a batch of B images:");
        writer.Line("/// <code>");
        WriteShapes(writer, network);
        writer.Line("/// </code>");
        writer.Line("/// </summary>");
    }

    private static void WriteShapes(SourceWriter writer, Network network)
    {
        int width = network.Modules.Select(module => module.Name.Length).Append("input".Length).Max();
        writer.Line($"/// {"input".PadRight(width)}  {network.Input}");
        foreach (NetworkModule module in network.Modules)
        {
            writer.Line($"/// {module.Name.PadRight(width)}  {module.Output}{(module is ReadoutModule ? "      " + module.PyTorchLine : "")}");
        }
    }

    private static void WriteConstants(SourceWriter writer, Network network)
    {
        if (SingleRecurrent(network) is { } recurrent)
        {
            Constant(writer, "H, the hidden units of a layer and direction.", "int", "HiddenSize", $"{recurrent.HiddenSize}");
            Constant(writer, $"Stacked {recurrent.Cell.PyTorchClass} layers.", "int", "NumLayers", $"{recurrent.NumLayers}");
            Constant(writer, "Whether each layer reads the image from above and from below.", "bool", "Bidirectional", Word(recurrent.Bidirectional));
            if (recurrent.Dropout > 0)
            {
                Constant(writer, "The probability of a zero in what a layer but the last puts out, in training.", "double", "Dropout",
                    NetworkEmitter.Literal(recurrent.Dropout));
            }
        }

        Constant(writer, "Elements of all parameters together.", "int", "ParameterCount", $"{network.ParameterCount}");
    }

    private static void Constant(SourceWriter writer, string summary, string type, string name, string value)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line($"public const {type} {name} = {value};");
        writer.Line();
    }

    private static void WriteConstructor(SourceWriter writer, string modelClass, Network network, TypeNames types)
    {
        writer.Line("/// <summary>Builds the layers; their parameters are not initialised.</summary>");
        writer.Line($"public {modelClass}() : base(steps: {network.Input.Steps}, inputSize: {network.Input.Features})");
        writer.Open();
        foreach (NetworkModule module in network.Modules)
        {
            bool last = module == network.Modules[network.Modules.Count - 1];
            string member = HasMember(module) ? $"{module.Name} = " : "";
            string comment = module is ReadoutModule ? " // " + module.PyTorchLine
                : module is SoftmaxModule && last ? " // before the cross-entropy, which has one of its own"
                : "";
            writer.Line($"{member}Add(\"{module.Name}\", new {types.Module(module)}({Arguments(module, network)}));{comment}");
        }

        foreach ((RecurrentModule module, NetworkParameter parameter, string member) in ParameterMembers(network))
        {
            writer.Line($"{member} = {module.Name}[\"{parameter.Name}\"];");
        }

        InitialValuesEmitter.Write(writer, network.Initialization, types);

        writer.Close();
        writer.Line();
    }

    // The sizes of a model's only recurrent module are the model's own and have names; those of several stand where each is built.
    private static string Arguments(NetworkModule module, Network network) => module switch
    {
        RecurrentModule recurrent when SingleRecurrent(network) is not null =>
            $"inputSize: {recurrent.Input.Features}, hiddenSize: HiddenSize, numLayers: NumLayers, bidirectional: "
                + $"Bidirectional{(recurrent.Dropout == 0 ? "" : ", dropout: Dropout")}{Kind(recurrent)}",
        RecurrentModule recurrent => $"inputSize: {recurrent.Input.Features}, hiddenSize: {recurrent.HiddenSize}"
            + (recurrent.NumLayers > 1 ? $", numLayers: {recurrent.NumLayers}" : "")
            + (recurrent.Bidirectional ? ", bidirectional: true" : "")
            + (recurrent.Dropout == 0 ? "" : $", dropout: {NetworkEmitter.Literal(recurrent.Dropout)}")
            + Kind(recurrent),
        LinearModule linear => $"inFeatures: {linear.Input.Features}, outFeatures: {linear.OutFeatures}",
        LayerNormModule norm => $"features: {norm.Input.Features}",
        DropoutModule dropout => $"p: {NetworkEmitter.Literal(dropout.P)}",
        VariationalDropoutModule dropout => $"p: {NetworkEmitter.Literal(dropout.P)}",
        _ => "",
    };

    private static string Kind(RecurrentModule recurrent) => (recurrent.IsRelu ? ", relu: true" : "") + (recurrent.Bias ? "" : ", bias: false");

    private static void WriteParameters(SourceWriter writer, Network network, TypeNames types)
    {
        foreach ((RecurrentModule module, NetworkParameter parameter, string member) in ParameterMembers(network))
        {
            writer.Line();
            writer.Line($"/// <summary><c>{module.Name}.{parameter.Name}</c>, {parameter.Shape}: {parameter.Role}.</summary>");
            writer.Line($"public readonly {types.Parameter} {member};");
        }
    }

    // Of a model's only recurrent module the parameters need no name in front.
    private static IEnumerable<(RecurrentModule Module, NetworkParameter Parameter, string Member)> ParameterMembers(Network network)
    {
        bool single = SingleRecurrent(network) is not null;
        return network.Recurrent.SelectMany(
            module => module.Parameters().Select(parameter => (module, parameter, (single ? "" : module.Name + "_") + parameter.Name)));
    }

    private static RecurrentModule? SingleRecurrent(Network network) => network.Recurrent.Count() == 1 ? network.Recurrent.Single() : null;

    // What has parameters has a member.
    private static bool HasMember(NetworkModule module) => module.ParameterCount > 0;

    private static string Word(bool value) => value ? "true" : "false";
}
