using System;
using System.Collections.Generic;
using System.Linq;

namespace MnistLstm.Generators.Model;

/// <summary>Names the model classes of a family by what their networks differ in: <c>HiddenSize32Model</c>, <c>CellsGru64Model</c>.</summary>
internal static class ShapeNames
{
    private static readonly (Func<ModelShape, string> Value, Func<ModelShape, string> Word)[] s_parts =
    [
        (shape => shape.Cell.Word, shape => Capitalized(shape.Cell.Word)),
        (shape => $"{shape.HiddenSize}", shape => $"{shape.HiddenSize}"),
        (shape => $"{shape.Layers}", shape => $"Layers{shape.Layers}"),
        (shape => $"{shape.Bidirectional}", shape => shape.Bidirectional ? "Bidirectional" : "Forward"),
        (Dropout, shape => "Dropout" + Dropout(shape).Replace(".", "p").Replace("-", "m").Replace("+", "")),
        (shape => $"{shape.FinalStates}", shape => shape.FinalStates ? "FinalStates" : "Last"),
        (shape => $"{shape.Softmax}", shape => shape.Softmax ? "Softmax" : "Linear"),
    ];

    /// <summary>What two shapes must have in common to share a class; how a number was written is no part of it.</summary>
    public static string Identity(ModelShape shape) => string.Join(" ", s_parts.Select(part => part.Value(shape)));

    /// <summary>The classes of different shapes, in their order.</summary>
    /// <param name="name">The spec's names.</param>
    /// <param name="shapes">The shapes; a single one has the class that a spec without a family would have.</param>
    public static IReadOnlyList<string> Of(SpecName name, IReadOnlyList<ModelShape> shapes)
    {
        var differing = s_parts.Where(part => shapes.Select(part.Value).Distinct().Skip(1).Any()).ToArray();
        return shapes.Select(shape => Class(name, string.Concat(differing.Select(part => part.Word(shape))))).ToArray();
    }

    // Between two numbers something must stand, or lstm-12 with 832 units would read as lstm-128 with 32.
    private static string Class(SpecName name, string suffix)
    {
        bool numbers = suffix.Length > 0 && char.IsDigit(suffix[0]) && char.IsDigit(name.ClassName[name.ClassName.Length - 1]);
        return name.ClassName + (numbers ? "_" : "") + suffix + "Model";
    }

    private static string Dropout(ModelShape shape) => shape.Dropout?.Canonical ?? "0";

    private static string Capitalized(string word) => char.ToUpperInvariant(word[0]) + word.Substring(1);
}
