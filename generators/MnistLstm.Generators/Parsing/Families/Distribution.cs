using System.Collections.Generic;
using System.Globalization;
using System.Numerics;
using MnistLstm.Generators.Parsing.Text;

namespace MnistLstm.Generators.Parsing.Families;

/// <summary>What a key's values are drawn from. A draw is a fraction u of 0 to 1, without 1, given as u · 2^64.</summary>
internal abstract class Distribution
{
    /// <summary>The value of a draw, as a number's text or a place in a list.</summary>
    public abstract string Of(ulong fraction);

    /// <summary>The place of a draw among <paramref name="count"/> equally likely ones: u · count, rounded down.</summary>
    protected static BigInteger Place(ulong fraction, BigInteger count) => (fraction * count) >> 64;

    /// <summary>A value, or the limit that rounding led it beyond.</summary>
    protected static DecimalNumber Held(DecimalNumber value, DecimalNumber least, DecimalNumber greatest) =>
        value.CompareTo(least) < 0 ? least : value.CompareTo(greatest) > 0 ? greatest : value;

    /// <summary>An integer's digits.</summary>
    protected static string Text(BigInteger number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One of some values, by its place.</summary>
internal sealed class Choice(int count) : Distribution
{
    public override string Of(ulong fraction) => Text(Place(fraction, count));
}

/// <summary>Every integer of a range as likely as the others.</summary>
internal sealed class UniformInteger(BigInteger least, BigInteger greatest) : Distribution
{
    public override string Of(ulong fraction) => Text(least + Place(fraction, greatest - least + 1));
}

/// <summary>Least + (greatest − least) · u, rounded so that there are one hundred to a thousand values.</summary>
internal sealed class UniformNumber(DecimalNumber least, DecimalNumber greatest) : Distribution
{
    public override string Of(ulong fraction)
    {
        // A fraction of 64 bits has as many decimal places, so that everything is a whole number of units of this place.
        int exponent = System.Math.Min(least.Exponent, greatest.Exponent);
        BigInteger distance = greatest.At(exponent) - least.At(exponent);
        int place = new DecimalNumber(distance, exponent).Magnitude - 2;
        BigInteger exact = (least.At(exponent) << 64) + (distance * fraction);
        DecimalNumber value = new DecimalNumber(exact * BigInteger.Pow(5, 64), exponent - 64).Rounded(place);
        return Held(value, least, greatest).ToString();
    }
}

/// <summary>Least · (greatest ÷ least)^u, computed to fifty decimal places and then rounded to three significant digits.</summary>
internal sealed class LogUniform : Distribution
{
    private const int Places = 50;
    private static readonly BigInteger s_one = BigInteger.Pow(10, Places);
    private readonly DecimalNumber _least;
    private readonly DecimalNumber _greatest;
    private readonly bool _isInteger;
    private readonly BigInteger[] _powers; // (greatest ÷ least)^(1/2), ^(1/4), ^(1/8) …

    /// <param name="least">The least value, above 0.</param>
    /// <param name="greatest">The greatest.</param>
    /// <param name="isInteger">Whether values are integers.</param>
    public LogUniform(DecimalNumber least, DecimalNumber greatest, bool isInteger)
    {
        (_least, _greatest, _isInteger) = (least, greatest, isInteger);
        int exponent = System.Math.Min(least.Exponent, greatest.Exponent);
        List<BigInteger> powers = [];
        for (BigInteger power = greatest.At(exponent) * s_one / least.At(exponent); powers.Count < 64; powers.Add(power))
        {
            power = Root(power * s_one);
        }

        _powers = powers.ToArray();
    }

    public override string Of(ulong fraction)
    {
        BigInteger factor = s_one;
        for (int bit = 0; bit < 64; bit++)
        {
            factor = (fraction >> (63 - bit) & 1) == 0 ? factor : factor * _powers[bit] / s_one;
        }

        DecimalNumber value = new DecimalNumber(_least.Digits * factor, _least.Exponent - Places).Significant(_isInteger ? 0 : int.MinValue);
        DecimalNumber held = Held(value, _least, _greatest);
        return _isInteger ? Text(held.At(0)) : held.ToString();
    }

    // Newton's method in integers, from above.
    private static BigInteger Root(BigInteger square)
    {
        BigInteger root = BigInteger.One << ((square.ToByteArray().Length * 4) + 1);
        while (true)
        {
            BigInteger next = (root + (square / root)) >> 1;
            if (next >= root)
            {
                return root;
            }

            root = next;
        }
    }
}
