using System.Globalization;
using System.Numerics;

namespace MnistLstm.Generators.Parsing.Text;

/// <summary>A decimal number that is not negative, exactly: <c>Digits · 10^Exponent</c>. Floating point would leave its last digit to the machine.</summary>
internal readonly record struct DecimalNumber(BigInteger Digits, int Exponent)
{
    private const int SignificantDigits = 3;

    /// <summary>Of a number as YAML writes it.</summary>
    public static DecimalNumber Parse(string text)
    {
        string[] parts = text.Split('e', 'E');
        string mantissa = parts[0].TrimStart('+', '-');
        int exponent = parts.Length == 1 ? 0 : int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        int point = mantissa.IndexOf('.');
        return new(
            BigInteger.Parse(mantissa.Replace(".", ""), CultureInfo.InvariantCulture),
            exponent - (point < 0 ? 0 : mantissa.Length - point - 1));
    }

    /// <summary>The greatest n with 10^n at most this number, which must not be 0.</summary>
    public int Magnitude => Exponent + Digits.ToString(CultureInfo.InvariantCulture).Length - 1;

    /// <summary>The nearest multiple of <c>10^place</c>; of two equally near ones the greater.</summary>
    public DecimalNumber Rounded(int place)
    {
        if (place <= Exponent)
        {
            return this;
        }

        BigInteger unit = BigInteger.Pow(10, place - Exponent);
        return new(((2 * Digits) + unit) / (2 * unit), place);
    }

    /// <summary>Rounded to three significant digits, but to no finer place than <paramref name="finest"/>.</summary>
    public DecimalNumber Significant(int finest = int.MinValue) =>
        Digits.IsZero ? this : Rounded(System.Math.Max(finest, Magnitude - SignificantDigits + 1));

    /// <summary>Less than, equal to or greater than 0, as this number is to another.</summary>
    public int CompareTo(DecimalNumber other)
    {
        int exponent = System.Math.Min(Exponent, other.Exponent);
        return At(exponent).CompareTo(other.At(exponent));
    }

    /// <summary>This number as a whole multiple of <c>10^exponent</c>, which must divide it.</summary>
    public BigInteger At(int exponent) => Digits * BigInteger.Pow(10, Exponent - exponent);

    /// <summary>As YAML can have it: <c>123E-5</c>.</summary>
    public override string ToString() => $"{Digits.ToString(CultureInfo.InvariantCulture)}E{Exponent.ToString(CultureInfo.InvariantCulture)}";
}
