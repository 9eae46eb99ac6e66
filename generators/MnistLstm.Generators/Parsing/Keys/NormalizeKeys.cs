using System.Collections.Generic;
using MnistLstm.Generators.Parsing.Text;

namespace MnistLstm.Generators.Parsing.Keys;

/// <summary>The keys of a spec's <c>normalize</c> that gives figures.</summary>
internal static class NormalizeKeys
{
    public static readonly SpecKey Mean = new("mean", ValueKind.FloatList, "What is subtracted: one number, or one for each of the data's features.")
    {
        Required = true, Range = new(-float.MaxValue, float.MaxValue), IsSingle = true, Form = "a number, or a list of numbers, one a feature",
        Examples = ["0.1307"],
    };

    public static readonly SpecKey Std = new("std", ValueKind.FloatList, "What is divided by: one number, or one for each of the data's features.")
    {
        Required = true, Range = NumberRange.Positive, IsSingle = true, Form = "a number greater than 0, or a list of them, one a feature",
        AlsoCalled = ["sd", "stdev", "variance"], Examples = ["0.3081"],
    };

    public static readonly IReadOnlyList<SpecKey> Keys = [Mean, Std];
}
