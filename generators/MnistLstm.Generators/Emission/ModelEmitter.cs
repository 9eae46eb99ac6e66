using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MnistLstm.Generators.Model;

namespace MnistLstm.Generators.Emission;

/// <summary>Writes a model class: its layers, and its parameters under PyTorch's names.</summary>
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
        string recurrent = shape.Cell.Word;
        WriteSummary(writer, path, modelClass, shape);
        writer.Line($"public sealed partial class {modelClass} : {types.SequenceClassifier}");
        writer.Open();
        WriteConstants(writer, shape);
        WriteConstructor(writer, modelClass, shape, types);
        writer.Line($"/// <summary><c>{RecurrentLine(shape)}</c>: [B, {ModelShape.Steps}, {ModelShape.InputSize}] to [B, {ModelShape.Steps}, {shape.Features}].</summary>");
        writer.Line($"public {types.Recurrent(shape.Cell)} {recurrent} {{ get; }}");
        writer.Line();
        writer.Line($"/// <summary><c>{LinearLine(shape)}</c>: [B, {shape.Features}] to [B, {ModelShape.Classes}].</summary>");
        writer.Line($"public {types.Linear} fc {{ get; }}");
        foreach (RecurrentParameter parameter in shape.RecurrentParameters())
        {
            writer.Line();
            writer.Line($"/// <summary><c>{recurrent}.{parameter.Name}</c>, {parameter.Shape}: {parameter.Role}.</summary>");
            writer.Line($"public {types.Parameter} {parameter.Name} => {recurrent}[\"{parameter.Name}\"];");
        }

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
        writer.Line($"///   ({shape.Cell.Word}): {RecurrentLine(shape)}");
        writer.Line($"///   (fc): {LinearLine(shape)}");
        if (shape.Softmax)
        {
            writer.Line("///   (softmax): Softmax(dim=1)");
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
        List<(string Name, string Text)> rows =
        [
            ("input", $"[B, {ModelShape.Steps}, {ModelShape.InputSize}]"),
            (shape.Cell.Word, $"[B, {ModelShape.Steps}, {shape.Features}]"),
            (ReadoutName(shape), $"[B, {shape.Features}]      {ReadoutExpression(shape)}"),
            ("fc", $"[B, {ModelShape.Classes}]"),
        ];
        if (shape.Softmax)
        {
            rows.Add(("softmax", $"[B, {ModelShape.Classes}]"));
        }

        int width = rows.Max(row => row.Name.Length);
        foreach ((string name, string text) in rows)
        {
            writer.Line($"/// {name.PadRight(width)}  {text}");
        }
    }

    private static void WriteConstants(SourceWriter writer, ModelShape shape)
    {
        Constant(writer, "H, the hidden units of a layer and direction.", "int", "HiddenSize", $"{shape.HiddenSize}");
        Constant(writer, $"Stacked {shape.Cell.PyTorchClass} layers.", "int", "NumLayers", $"{shape.Layers}");
        Constant(writer, "Whether each layer reads the image from above and from below.", "bool", "Bidirectional", shape.Bidirectional ? "true" : "false");
        if (shape.Dropout is { } dropout)
        {
            Constant(writer, "The probability of a zero in what a layer but the last puts out, in training.", "double", "Dropout", dropout.Literal);
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
        string recurrent = shape.Cell.Word;
        string dropout = shape.Dropout is null ? "" : ", dropout: Dropout";
        string readout = shape.FinalStates ? types.FinalStates : types.LastStep;
        writer.Line("/// <summary>Builds the layers; their parameters are not initialised.</summary>");
        writer.Line($"public {modelClass}() : base(steps: {ModelShape.Steps}, inputSize: {ModelShape.InputSize})");
        writer.Open();
        writer.Line($"{recurrent} = Add(\"{recurrent}\", new {types.Recurrent(shape.Cell)}(inputSize: {ModelShape.InputSize}, hiddenSize: HiddenSize, numLayers: NumLayers, bidirectional: Bidirectional{dropout}));");
        writer.Line($"Add(\"{ReadoutName(shape)}\", new {readout}()); // {ReadoutExpression(shape)}");
        writer.Line($"fc = Add(\"fc\", new {types.Linear}(inFeatures: {shape.Features}, outFeatures: {ModelShape.Classes}));");
        if (shape.Softmax)
        {
            writer.Line($"Add(\"softmax\", new {types.Softmax}()); // before the cross-entropy, which has one of its own");
        }

        writer.Close();
        writer.Line();
    }

    private static string ReadoutName(ModelShape shape) => shape.FinalStates ? "final_states" : "last";

    private static string ReadoutExpression(ModelShape shape) =>
        !shape.FinalStates ? "output[:, -1, :]" : shape.Bidirectional ? "torch.cat((h_n[-2], h_n[-1]), dim=1)" : "h_n[-1]";

    // As PyTorch prints a module: only what differs from its defaults.
    private static string RecurrentLine(ModelShape shape) =>
        $"{shape.Cell.PyTorchClass}({ModelShape.InputSize}, {shape.HiddenSize}"
        + (shape.Layers > 1 ? $", num_layers={shape.Layers}" : "")
        + ", batch_first=True"
        + (shape.Dropout is { } dropout ? $", dropout={dropout.Python}" : "")
        + (shape.Bidirectional ? ", bidirectional=True" : "")
        + ")";

    private static string LinearLine(ModelShape shape) => $"Linear(in_features={shape.Features}, out_features={ModelShape.Classes}, bias=True)";
}
