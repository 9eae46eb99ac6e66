using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MnistLstm.Generators.Model.Networks;

namespace MnistLstm.Generators.Emission;

/// <summary>Writes a model class: its modules, and their parameters under PyTorch's names.</summary>
internal static class ModelEmitter
{
    /// <summary>Writes the class.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="path">The spec's file.</param>
    /// <param name="modelClass">The class's name.</param>
    /// <param name="shape">The network.</param>
    /// <param name="types">How types are called.</param>
    public static void Write(SourceWriter writer, string path, string modelClass, ModelShape shape, TypeNames types)
    {
        WriteSummary(writer, path, modelClass, shape);
        writer.Line($"public sealed partial class {modelClass} : {types.SequenceClassifier}");
        writer.Open();
        WriteConstants(writer, shape);
        WriteConstructor(writer, modelClass, shape, types);
        ModelModule[] members = shape.Modules.Where(HasMember).ToArray();
        foreach (ModelModule module in members)
        {
            writer.Line($"/// <summary><c>{module.PyTorchLine}</c>: {module.Input} to {module.Output}.</summary>");
            writer.Line($"public {types.Module(module)} {module.Name} {{ get; }}");
            if (module != members[members.Length - 1])
            {
                writer.Line();
            }
        }

        WriteParameters(writer, shape, types);
        writer.Close();
    }

    /// <summary>A count with its thousands marked: <c>85,130</c>.</summary>
    public static string Grouped(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static void WriteSummary(SourceWriter writer, string path, string modelClass, ModelShape shape)
    {
        writer.Line("/// <summary>");
        writer.Line($"/// The model of {path}: {Grouped(shape.ParameterCount)} parameters.");
        writer.Line("/// <code>");
        writer.Line($"/// {modelClass}(");
        foreach (ModelModule module in shape.Modules.Where(module => module is not ReadoutModule))
        {
            writer.Line($"///   ({module.Name}): {module.PyTorchLine}");
        }

        writer.Line("/// )");
        writer.Line("/// </code>");
        writer.Line("/// Shapes, for a batch of B images:");
        writer.Line("/// <code>");
        WriteShapes(writer, shape);
        writer.Line("/// </code>");
        writer.Line("/// </summary>");
    }

    private static void WriteShapes(SourceWriter writer, ModelShape shape)
    {
        int width = shape.Modules.Select(module => module.Name.Length).Append("input".Length).Max();
        writer.Line($"/// {"input".PadRight(width)}  {shape.Input}");
        foreach (ModelModule module in shape.Modules)
        {
            writer.Line($"/// {module.Name.PadRight(width)}  {module.Output}{(module is ReadoutModule ? "      " + module.PyTorchLine : "")}");
        }
    }

    private static void WriteConstants(SourceWriter writer, ModelShape shape)
    {
        if (SingleRecurrent(shape) is { } recurrent)
        {
            Constant(writer, "H, the hidden units of a layer and direction.", "int", "HiddenSize", $"{recurrent.HiddenSize}");
            Constant(writer, $"Stacked {recurrent.Cell.PyTorchClass} layers.", "int", "NumLayers", $"{recurrent.Layers}");
            Constant(writer, "Whether each layer reads the image from above and from below.", "bool", "Bidirectional", Word(recurrent.Bidirectional));
            if (recurrent.Dropout is { } dropout)
            {
                Constant(writer, "The probability of a zero in what a layer but the last puts out, in training.", "double", "Dropout", dropout.Literal);
            }
        }

        Constant(writer, "Elements of all parameters together.", "int", "ParameterCount", $"{shape.ParameterCount}");
    }

    private static void Constant(SourceWriter writer, string summary, string type, string name, string value)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line($"public const {type} {name} = {value};");
        writer.Line();
    }

    private static void WriteConstructor(SourceWriter writer, string modelClass, ModelShape shape, TypeNames types)
    {
        writer.Line("/// <summary>Builds the layers; their parameters are not initialised.</summary>");
        writer.Line($"public {modelClass}() : base(steps: {shape.Input.Steps}, inputSize: {shape.Input.Features})");
        writer.Open();
        foreach (ModelModule module in shape.Modules)
        {
            bool last = module == shape.Modules[shape.Modules.Count - 1];
            string member = HasMember(module) ? $"{module.Name} = " : "";
            string comment = module is ReadoutModule ? " // " + module.PyTorchLine
                : module is SoftmaxModule && last ? " // before the cross-entropy, which has one of its own"
                : "";
            writer.Line($"{member}Add(\"{module.Name}\", new {types.Module(module)}({Arguments(module, shape)}));{comment}");
        }

        writer.Close();
        writer.Line();
    }

    // The sizes of a model's only recurrent module are the model's own and have names; those of several stand where each is built.
    private static string Arguments(ModelModule module, ModelShape shape) => module switch
    {
        RecurrentModule recurrent when SingleRecurrent(shape) is not null =>
            $"inputSize: {recurrent.Input.Features}, hiddenSize: HiddenSize, numLayers: NumLayers, bidirectional: Bidirectional{(recurrent.Dropout is null ? "" : ", dropout: Dropout")}",
        RecurrentModule recurrent => $"inputSize: {recurrent.Input.Features}, hiddenSize: {recurrent.HiddenSize}"
            + (recurrent.Layers > 1 ? $", numLayers: {recurrent.Layers}" : "")
            + (recurrent.Bidirectional ? ", bidirectional: true" : "")
            + (recurrent.Dropout is null ? "" : $", dropout: {recurrent.Dropout.Literal}"),
        LinearModule linear => $"inFeatures: {linear.Input.Features}, outFeatures: {linear.OutFeatures}",
        DropoutModule dropout => $"p: {dropout.P.Literal}",
        _ => "",
    };

    private static void WriteParameters(SourceWriter writer, ModelShape shape, TypeNames types)
    {
        bool single = SingleRecurrent(shape) is not null;
        foreach (RecurrentModule module in shape.Recurrent)
        {
            foreach (RecurrentParameter parameter in module.Parameters())
            {
                writer.Line();
                writer.Line($"/// <summary><c>{module.Name}.{parameter.Name}</c>, {parameter.Shape}: {parameter.Role}.</summary>");
                writer.Line($"public {types.Parameter} {(single ? "" : module.Name + "_")}{parameter.Name} => {module.Name}[\"{parameter.Name}\"];");
            }
        }
    }

    private static RecurrentModule? SingleRecurrent(ModelShape shape) => shape.Recurrent.Count() == 1 ? shape.Recurrent.Single() : null;

    // What has parameters has a member.
    private static bool HasMember(ModelModule module) => module.ParameterCount > 0;

    private static string Word(bool value) => value ? "true" : "false";
}
