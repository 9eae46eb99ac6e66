using System;
using System.Collections.Generic;
using System.Linq;
using MnistLstm.Generators.Model.Names;

namespace MnistLstm.Generators.Model.Families;

/// <summary>Names the model classes of a family by what their networks differ in: <c>HiddenSize32Model</c>, <c>CellsGru64Model</c>.</summary>
internal static class ShapeNames
{
    // In the order of FamilyShape.ShapeKeys.
    private static readonly Func<string, string>[] s_parts =
    [
        Capitalized,
        hiddenSize => hiddenSize,
        layers => "Layers" + layers,
        Capitalized,
        Capitalized,
        bias => bias == "true" ? "Bias" : "NoBias",
        dropout => "Dropout" + Number(dropout),
        Capitalized,
        Capitalized,
        inputSize => "Input" + inputSize,
        init => "Ih" + Init(init),
        init => "Hh" + Init(init),
        init => "Linear" + Init(init),
        init => "Bias" + Init(init),
        forgetBias => "Forget" + Number(Capitalized(forgetBias)),
    ];

    /// <summary>The classes of different shapes, in their order.</summary>
    /// <param name="name">The spec's names.</param>
    /// <param name="shapes">Of each shape the canonical values of <see cref="FamilyShape.ShapeKeys"/>; a single shape has the class that a spec without a
    /// family would have.</param>
    public static IReadOnlyList<string> Of(SpecName name, IReadOnlyList<string[]> shapes)
    {
        int[] differing = Enumerable.Range(0, s_parts.Length).Where(part => shapes.Select(shape => shape[part]).Distinct().Skip(1).Any()).ToArray();
        return shapes.Select(shape => Class(name, string.Concat(differing.Select(part => s_parts[part](shape[part]))))).ToArray();
    }

    // Between two numbers something must stand, or lstm-12 with 832 units would read as lstm-128 with 32.
    private static string Class(SpecName name, string suffix)
    {
        bool numbers = suffix.Length > 0 && char.IsDigit(suffix[0]) && char.IsDigit(name.ClassName[name.ClassName.Length - 1]);
        return name.ClassName + (numbers ? "_" : "") + suffix + "Model";
    }

    private static string Number(string number) => number.Replace(".", "p").Replace("-", "m").Replace("+", "");

    private static string Init(string init) => Number(Capitalized(init).Replace("(", "").Replace(")", ""));

    // Of a word with underscores each part: final_states gives FinalStates.
    private static string Capitalized(string word) => string.Concat(word.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part.Substring(1)));
}
