using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MnistLstm.Training.Networks;

/// <summary>A function of <c>torch.nn.init</c> as a spec says it: <c>orthogonal</c>, or with its argument <c>normal(0.01)</c>.</summary>
/// <param name="Word">The function, without PyTorch's underscore: <c>xavier_uniform</c>.</param>
/// <param name="Number">Its argument; null for PyTorch's default.</param>
public sealed record WeightInit(string Word, double? Number)
{
    /// <summary>The word for leaving a parameter as its module makes it.</summary>
    public const string Default = "default";

    // The argument's name in PyTorch and its default there; of a uniform distribution the bound, which PyTorch takes as two numbers.
    private static readonly (string Word, string? Argument, double Default)[] s_functions =
    [
        ("xavier_uniform", "gain", 1), ("xavier_normal", "gain", 1), ("kaiming_uniform", null, 0), ("kaiming_normal", null, 0), ("orthogonal", "gain", 1),
        ("normal", "std", 1), ("uniform", "bound", double.NaN), ("eye", null, 0), ("zeros", null, 0), ("ones", null, 0),
    ];

    /// <summary>The words for weights.</summary>
    public static readonly IReadOnlyList<string> OfWeights = [Default, .. s_functions.Select(function => function.Word).Where(word => word != "ones")];

    /// <summary>The words for biases.</summary>
    public static readonly IReadOnlyList<string> OfBiases = [Default, "zeros", "ones", "normal", "uniform"];

    /// <summary>Whether its bits are PyTorch's: those of <c>orthogonal</c> are the linear algebra library's there.</summary>
    public bool HasPyTorchsBits => Word != "orthogonal";

    /// <summary>What its argument is, <c>gain</c>, <c>std</c> or <c>bound</c>; null where it has none.</summary>
    public static string? Argument(string word) => s_functions.FirstOrDefault(function => function.Word == word).Argument;

    /// <summary>As a spec says it, the argument only where it is not PyTorch's default: <c>normal(0.01)</c>.</summary>
    public override string ToString() => Number is double number ? $"{Word}({CanonicalNumber.Of(number)})" : Word;

    /// <summary>With an argument that is PyTorch's default, without it.</summary>
    public static WeightInit Of(string word, double? number) =>
        new(word, number == s_functions.First(function => function.Word == word).Default ? null : number);

    /// <summary>What a spec says; null for <c>default</c>.</summary>
    /// <exception cref="FormatException">It is no such text.</exception>
    public static WeightInit? Parse(string text)
    {
        string[] parts = text.Split('(', ')');
        string word = parts[0];
        return text == Default ? null
            : !s_functions.Any(function => function.Word == word) ? throw new FormatException($"'{text}' is no function of torch.nn.init that a spec knows")
            : new(word, parts.Length == 1 ? null : double.Parse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    /// <summary>The call in Python: <c>nn.init.normal_(parameter, std=0.01)</c>.</summary>
    /// <param name="parameter">What is filled.</param>
    public string Python(string parameter)
    {
        string number = Number is double given ? CanonicalNumber.Python(given) : "";
        string arguments = number.Length == 0 ? "" : Word == "uniform" ? $", -{number}, {number}" : $", {Argument(Word)}={number}";
        return $"nn.init.{Word}_({parameter}{arguments})";
    }
}
