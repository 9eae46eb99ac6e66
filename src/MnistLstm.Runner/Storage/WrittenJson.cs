using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;

namespace MnistLstm.Runner.Storage;

/// <summary>
/// JSON in exactly the layout that this program writes, read several times as quickly as JSON of any layout: there may be ten thousand files of it. It
/// never says what is wrong. Whatever is not as it was written ends the reading, and whoever reads turns to a reader that takes any JSON, and explains.
/// </summary>
/// <param name="text">The text in UTF-8.</param>
internal ref struct WrittenJson(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> _rest = text;

    /// <summary>False once something was not as expected. What was read since means nothing.</summary>
    public bool IsAsWritten { get; private set; } = true;

    /// <summary>True when all of it was read and was as expected.</summary>
    public readonly bool IsWhole => IsAsWritten && _rest.IsEmpty;

    /// <summary>What was not read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>Ends the reading.</summary>
    public void Refuse()
    {
        _rest = [];
        IsAsWritten = false;
    }

    /// <summary>Passes over bytes that must stand here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Pass(ReadOnlySpan<byte> expected)
    {
        if (!Passes(expected))
        {
            Refuse();
        }
    }

    /// <summary>Passes over bytes if they stand here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Passes(ReadOnlySpan<byte> possible)
    {
        if (!_rest.StartsWith(possible))
        {
            return false;
        }

        _rest = _rest[possible.Length..];
        return true;
    }

    /// <summary>A text, without its quotation marks: printable ASCII in which nothing is escaped.</summary>
    // Compiled well at once, as all that is called for every byte: the runtime would count calls first, and be done with it when the command is.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<byte> Text()
    {
        ReadOnlySpan<byte> rest = _rest;
        int end = 1;
        while (end < rest.Length && rest[end] is >= (byte)' ' and <= (byte)'~' and not ((byte)'"' or (byte)'\\'))
        {
            end++;
        }

        if (end >= rest.Length || rest[0] != '"' || rest[end] != '"')
        {
            Refuse();
            return [];
        }

        _rest = rest[(end + 1)..];
        return rest[1..end];
    }

    /// <summary>The same as a string.</summary>
    public string String() => Encoding.ASCII.GetString(Text());

    /// <summary>The same, or null.</summary>
    public string? StringOrNull() => Passes("null"u8) ? null : String();

    /// <summary>The digits of a number, by JSON's grammar.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<byte> Number()
    {
        ReadOnlySpan<byte> rest = _rest;
        int at = rest is [(byte)'-', ..] ? 1 : 0;
        bool zero = at < rest.Length && rest[at] == '0';
        bool valid = Digits(rest, ref at) is var whole && (whole == 1 || (whole > 1 && !zero));
        if (at < rest.Length && rest[at] == '.')
        {
            at++;
            valid &= Digits(rest, ref at) > 0;
        }

        if (at < rest.Length && rest[at] is (byte)'e' or (byte)'E')
        {
            at += at + 1 < rest.Length && rest[at + 1] is (byte)'+' or (byte)'-' ? 2 : 1;
            valid &= Digits(rest, ref at) > 0;
        }

        if (!valid)
        {
            Refuse();
            return [];
        }

        _rest = rest[at..];
        return rest[..at];
    }

    /// <summary>A number, finite as all that are written.</summary>
    public double Double()
    {
        ReadOnlySpan<byte> number = Number();
        if (Utf8Parser.TryParse(number, out double value, out int used) && used == number.Length && double.IsFinite(value))
        {
            return value;
        }

        Refuse();
        return 0;
    }

    /// <summary>A number, or null.</summary>
    public double? DoubleOrNull() => Passes("null"u8) ? null : Double();

    /// <summary>A whole number.</summary>
    public long Long()
    {
        ReadOnlySpan<byte> number = Number();
        if (Utf8Parser.TryParse(number, out long value, out int used) && used == number.Length)
        {
            return value;
        }

        Refuse();
        return 0;
    }

    /// <summary>A whole number of 32 bits.</summary>
    public int Integer()
    {
        long value = Long();
        if (value is >= int.MinValue and <= int.MaxValue)
        {
            return (int)value;
        }

        Refuse();
        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Digits(ReadOnlySpan<byte> text, ref int at)
    {
        int start = at;
        while (at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9')
        {
            at++;
        }

        return at - start;
    }
}
