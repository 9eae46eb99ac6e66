using System;
using System.Linq;
using MnistLstm.Generators.Model.Families;
using MnistLstm.Generators.Model.Names;

namespace MnistLstm.Generators.Emission;

/// <summary>Writes the typed record of what a family's runs differ in.</summary>
internal static class VariantEmitter
{
    /// <summary>Writes the record.</summary>
    public static void Write(SourceWriter writer, SpecName name, FamilySpec family, TypeNames types)
    {
        writer.Line($"/// <summary>What the runs of {name.Path} differ in.</summary>");
        foreach (VariedKey key in family.Keys)
        {
            writer.Line($"/// <param name=\"{key.Member}\">The run's <c>{key.Key}</c>{(key.Null is { } word ? $"; null for {word}" : "")}.</param>");
        }

        writer.Line(FileHeader.Attribute);
        string members = string.Join(", ", family.Keys.Select(key => $"{key.Type} {key.Member}"));
        if (family.Shapes.Count == 1)
        {
            writer.Line($"public sealed record {name.VariantRecord}({members});");
            return;
        }

        writer.Line($"public sealed partial record {name.VariantRecord}({members})");
        writer.Open();
        writer.Line("/// <summary>Builds the model of these values, uninitialised.</summary>");
        writer.Line($"/// <exception cref=\"{types.InvalidOperationException}\">No run has these values.</exception>");
        WriteSwitch(writer, name, family, types, $"{types.SequenceClassifier} CreateModel()", shape => shape.ModelClass);
        writer.Close();
    }

    /// <summary>Writes a method that gives an object of the class that stands for the values' shape.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="name">The spec's names.</param>
    /// <param name="family">The family.</param>
    /// <param name="types">How types are called.</param>
    /// <param name="method">The method's type and name.</param>
    /// <param name="shapeClass">The class of a shape.</param>
    public static void WriteSwitch(SourceWriter writer, SpecName name, FamilySpec family, TypeNames types, string method, Func<FamilyShape, string> shapeClass)
    {
        string[] members = family.Keys.Where(key => FamilyShape.ShapeKeys.Contains(key.Key)).Select(key => key.Member).ToArray();
        bool single = members.Length == 1;
        writer.Line($"public {method} => {(single ? members[0] : $"({string.Join(", ", members)})")} switch");
        writer.Open();
        foreach (FamilyShape shape in family.Shapes)
        {
            writer.Line($"{(single ? shape.Pattern : $"({shape.Pattern})")} => new {shapeClass(shape)}(),");
        }

        writer.Line($"_ => throw new {types.InvalidOperationException}($\"{name.Path} has no model for {{this}}\"),");
        writer.Close("};");
    }
}
