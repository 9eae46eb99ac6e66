using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using MnistLstm.Generators.Model.Datasets;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Generators.Emission;

/// <summary>Writes the class of a data set that a manifest describes: its sizes, its classes, its definition.</summary>
internal static class DatasetEmitter
{
    // In full: the class stands in the project's own namespace, where the project may call anything anything.
    private const string Catalog = "global::MnistLstm.Training.Data.Catalog";

    /// <summary>Emits the file.</summary>
    /// <param name="spec">The manifest.</param>
    /// <param name="root">The project's root namespace.</param>
    public static string Emit(DatasetSpec spec, string root)
    {
        DatasetFacts facts = spec.Facts;
        SourceWriter writer = new();
        FileHeader.Write(writer, $"{ManifestKeys.Folder}{spec.Name}{ManifestKeys.Ending}", root, []);
        writer.Line($"/// <summary>The data set {spec.Name}: sequences of {facts.Shape.Steps} steps with {facts.Shape.Features} "
            + $"features, {facts.Answers}.</summary>");
        writer.Line(FileHeader.Attribute);
        writer.Line($"public static class {facts.ClassName}");
        writer.Open();
        Constant(writer, "T, the time steps of a sequence.", "Steps", facts.Shape.Steps);
        Constant(writer, "I, the values of a step.", "Features", facts.Shape.Features);
        if (facts.Shape.HasTargets)
        {
            Constant(writer, "K, the numbers to predict of a sequence.", "Targets", facts.Shape.Targets);
        }
        else
        {
            Constant(writer, "K, the classes.", "Classes", facts.Shape.Classes);
        }

        Constant(writer, "Training sequences.", "TrainSamples", facts.TrainCount);
        Constant(writer, "Test sequences.", "TestSamples", facts.TestCount);
        if (!facts.Shape.HasTargets)
        {
            WriteClasses(writer, facts);
        }

        WriteDefinition(writer, spec);
        writer.Close();
        return writer.ToString();
    }

    private static void WriteClasses(SourceWriter writer, DatasetFacts facts)
    {
        writer.Line("/// <summary>What a label stands for.</summary>");
        writer.Line("public enum Class");
        writer.Open();
        IReadOnlyList<string> members = ClassMembers.Of(facts.Classes);
        for (int i = 0; i < members.Count; i++)
        {
            writer.Line($"/// <summary>{Escaped(facts.Classes[i])}</summary>");
            writer.Line($"{members[i]} = {i},");
        }

        writer.Close();
        writer.Line();
    }

    private static void Constant(SourceWriter writer, string summary, string name, int value)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line($"public const int {name} = {value};");
        writer.Line();
    }

    private static void WriteDefinition(SourceWriter writer, DatasetSpec spec)
    {
        writer.Line("/// <summary>What the program knows of it without having read it.</summary>");
        writer.Line($"public static {Catalog}.DatasetDefinition Definition {{ get; }} = {Catalog}.ManifestDataset.Define(");
        writer.Line($"    \"{spec.Name}\",");
        writer.Line("    Steps,");
        writer.Line("    Features,");
        writer.Line($"    [{string.Join(", ", spec.Facts.Classes.Select(Literal))}],");
        writer.Line($"    {Catalog}.DatasetValues.{(spec.IsFloat ? nameof(DatasetValues.Float32) : nameof(DatasetValues.Bytes))},");
        writer.Line("    TrainSamples,");
        writer.Line("    TestSamples,");
        writer.Line("    [");
        foreach (string hash in spec.Sha256)
        {
            writer.Line($"        \"{hash}\",");
        }

        writer.Line("    ],");
        writer.Line($"    {Literal(spec.Description)},");
        writer.Line($"    {Literal(spec.Origin)},");
        writer.Line($"    {Literal(spec.Licence)}{(spec.Facts.Shape.HasTargets ? ",\n    targets: Targets" : "")});");
    }

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private static string Escaped(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
