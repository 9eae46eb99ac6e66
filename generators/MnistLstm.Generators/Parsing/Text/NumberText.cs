using System;
using System.Globalization;
using System.Text.RegularExpressions;
using MnistLstm.Training.Networks;

namespace MnistLstm.Generators.Parsing.Text;

/// <summary>Numbers as YAML 1.2's core schema writes them, without its hexadecimal and octal forms.</summary>
internal static class NumberText
{
    private static readonly Regex s_integer = new(@"^[-+]?(0|[1-9][0-9]*)\z", RegexOptions.CultureInvariant);
    private static readonly Regex s_float = new(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant);
    private static readonly Regex s_special = new(@"^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z", RegexOptions.CultureInvariant);

    /// <summary>Decimal digits with an optional sign, without leading zeros.</summary>
    public static bool IsInteger(string text) => s_integer.IsMatch(text);

    /// <summary>A decimal number, with or without point and exponent.</summary>
    public static bool IsFloat(string text) => s_float.IsMatch(text);

    /// <summary>YAML's infinities and NaN.</summary>
    public static bool IsSpecial(string text) => s_special.IsMatch(text);

    /// <summary>The nearest double; beyond the largest it is an infinity.</summary>
    public static double ToDouble(string text)
    {
        // .NET Framework, on which an editor may run this, throws where .NET gives an infinity.
        try
        {
            return double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            return text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        }
    }

    /// <summary>Whether a decimal number is written as 0: one that only rounds to it has another digit.</summary>
    public static bool IsZero(string text)
    {
        int exponent = text.IndexOfAny(['e', 'E']);
        return (exponent < 0 ? text : text.Substring(0, exponent)).IndexOfAny(['1', '2', '3', '4', '5', '6', '7', '8', '9']) < 0;
    }

    /// <summary>The shortest text that reads back as the same double; minus zero is written as zero.</summary>
    public static string Canonical(double value) => CanonicalNumber.Of(value);

    /// <summary>The digits of the YAML as a C# literal of type double, changed only where C# would not read them.</summary>
    public static string ToLiteral(string text)
    {
        string literal = text.TrimStart('+');
        int exponent = literal.IndexOfAny(['e', 'E']);
        string mantissa = exponent < 0 ? literal : literal.Substring(0, exponent);
        if (mantissa.EndsWith(".", StringComparison.Ordinal))
        {
            // C# wants a digit after the point.
            return mantissa + "0" + literal.Substring(mantissa.Length);
        }

        // Digits alone would be an integer to C#, and too large a one for some.
        return exponent < 0 && mantissa.IndexOf('.') < 0 ? literal + ".0" : literal;
    }
}
