using System.Globalization;

namespace MnistLstm.Runner.Reports.Views;

/// <summary>A class as tables call it.</summary>
internal static class ClassLabel
{
    /// <summary>Its number, and its name where that is another: <c>7</c>, <c>7 Sneaker</c>.</summary>
    public static string Of(IReadOnlyList<string> classes, int label)
    {
        string number = label.ToString(CultureInfo.InvariantCulture);
        return classes[label] == number ? number : $"{number} {classes[label]}";
    }
}
