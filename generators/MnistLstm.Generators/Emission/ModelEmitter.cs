using System.Globalization;
using MnistLstm.Generators.Model;

namespace MnistLstm.Generators.Emission;

/// <summary>Writes a model class: its layers, and its parameters under PyTorch's names.</summary>
internal static class ModelEmitter
{
    /// <summary>Writes the class.</summary>
    public static void Write(SourceWriter writer, SpecName name, ModelShape shape, TypeNames types)
    {
        WriteSummary(writer, name, shape);
        writer.Line($"public sealed partial class {name.ModelClass} : {types.SequenceClassifier}");
        writer.Open();
        WriteConstants(writer, shape);
        WriteConstructor(writer, name, shape, types);
        writer.Line($"/// <summary><c>{LstmLine(shape)}</c>: [B, {ModelShape.Steps}, {ModelShape.InputSize}] to [B, {ModelShape.Steps}, {shape.Features}].</summary>");
        writer.Line($"public {types.Lstm} lstm {{ get; }}");
        writer.Line();
        writer.Line($"/// <summary><c>{LinearLine(shape)}</c>: [B, {shape.Features}] to [B, {ModelShape.Classes}].</summary>");
        writer.Line($"public {types.Linear} fc {{ get; }}");
        foreach (LstmParameter parameter in shape.LstmParameters())
        {
            writer.Line();
            writer.Line($"/// <summary><c>lstm.{parameter.Name}</c>, {parameter.Shape}: {parameter.Role}.</summary>");
            writer.Line($"public {types.Parameter} {parameter.Name} => lstm[\"{parameter.Name}\"];");
        }

        writer.Close();
    }

    /// <summary>A count with its thousands marked: <c>85,130</c>.</summary>
    public static string Grouped(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static void WriteSummary(SourceWriter writer, SpecName name, ModelShape shape)
    {
        writer.Line("/// <summary>");
        writer.Line($"/// The model of {name.Path}: {Grouped(shape.ParameterCount)} parameters.");
        writer.Line("/// <code>");
        writer.Line($"/// {name.ModelClass}(");
        writer.Line($"///   (lstm): {LstmLine(shape)}");
        writer.Line($"///   (fc): {LinearLine(shape)}");
        if (shape.Softmax)
        {
            writer.Line("///   (softmax): Softmax(dim=1)");
        }

        writer.Line("/// )");
        writer.Line("/// </code>");
        writer.Line("/// Shapes, for a batch of B images:");
        writer.Line("/// <code>");
        writer.Line($"/// input    [B, {ModelShape.Steps}, {ModelShape.InputSize}]");
        writer.Line($"/// lstm     [B, {ModelShape.Steps}, {shape.Features}]");
        writer.Line($"/// last     [B, {shape.Features}]      output[:, -1, :]");
        writer.Line($"/// fc       [B, {ModelShape.Classes}]");
        if (shape.Softmax)
        {
            writer.Line($"/// softmax  [B, {ModelShape.Classes}]");
        }

        writer.Line("/// </code>");
        writer.Line("/// </summary>");
    }

    private static void WriteConstants(SourceWriter writer, ModelShape shape)
    {
        writer.Line("/// <summary>H, the hidden units of a layer and direction.</summary>");
        writer.Line($"public const int HiddenSize = {shape.HiddenSize};");
        writer.Line();
        writer.Line("/// <summary>Stacked LSTM layers.</summary>");
        writer.Line($"public const int NumLayers = {shape.Layers};");
        writer.Line();
        writer.Line("/// <summary>Whether each layer reads the image from above and from below.</summary>");
        writer.Line($"public const bool Bidirectional = {(shape.Bidirectional ? "true" : "false")};");
        writer.Line();
        writer.Line("/// <summary>Elements of all parameters together.</summary>");
        writer.Line($"public const int ParameterCount = {shape.ParameterCount};");
        writer.Line();
    }

    private static void WriteConstructor(SourceWriter writer, SpecName name, ModelShape shape, TypeNames types)
    {
        writer.Line("/// <summary>Builds the layers; their parameters are not initialised.</summary>");
        writer.Line($"public {name.ModelClass}() : base(steps: {ModelShape.Steps}, inputSize: {ModelShape.InputSize})");
        writer.Open();
        writer.Line($"lstm = Add(\"lstm\", new {types.Lstm}(inputSize: {ModelShape.InputSize}, hiddenSize: HiddenSize, numLayers: NumLayers, bidirectional: Bidirectional));");
        writer.Line($"Add(\"last\", new {types.LastStep}()); // output[:, -1, :]");
        writer.Line($"fc = Add(\"fc\", new {types.Linear}(inFeatures: {shape.Features}, outFeatures: {ModelShape.Classes}));");
        if (shape.Softmax)
        {
            writer.Line($"Add(\"softmax\", new {types.Softmax}()); // before the cross-entropy, which has one of its own");
        }

        writer.Close();
        writer.Line();
    }

    // As PyTorch prints a module: only what differs from its defaults.
    private static string LstmLine(ModelShape shape) =>
        $"LSTM({ModelShape.InputSize}, {shape.HiddenSize}{(shape.Layers > 1 ? $", num_layers={shape.Layers}" : "")}, batch_first=True{(shape.Bidirectional ? ", bidirectional=True" : "")})";

    private static string LinearLine(ModelShape shape) => $"Linear(in_features={shape.Features}, out_features={ModelShape.Classes}, bias=True)";
}
