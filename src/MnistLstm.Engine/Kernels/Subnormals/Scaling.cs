using System.Runtime.CompilerServices;

namespace MnistLstm.Engine.Kernels.Subnormals;

/// <summary>
/// Floats times 2^64, and back. Where a value's own place is so near to zero that it has fewer bits than others (below 2^-126, on the grid of 2^-149),
/// some processors take a hundred times as long for a product; 64 powers of two up they don't. Both ways are exact for what they are given,
/// and go by the bits: the very multiplication would be slow.
/// </summary>
internal static class Scaling
{
    /// <summary>2^-126 · 2^64: what is smaller when scaled lies on the grid of the smallest floats.</summary>
    public const float Least = 1f / (1L << 62);

    private const int Power = 64;
    private const int MantissaBits = 23;
    private const uint Sign = 0x80000000;
    private const float Grid = 1f / (1L << 62) / (1 << MantissaBits);   // 2^-149 · 2^64

    /// <summary>x · 2^64, for |x| below 2^63.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Up(float x)
    {
        uint bits = BitConverter.SingleToUInt32Bits(x);
        uint magnitude = bits & ~Sign;
        uint scaled = magnitude >> MantissaBits == 0
            ? BitConverter.SingleToUInt32Bits((int)magnitude * Grid)
            : magnitude + ((uint)Power << MantissaBits);
        return BitConverter.UInt32BitsToSingle(scaled | (bits & Sign));
    }

    /// <summary>x · 2^-64, for what scaling up gave, and for what else lies on the grid where it is small.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Down(float x)
    {
        uint bits = BitConverter.SingleToUInt32Bits(x);
        float magnitude = BitConverter.UInt32BitsToSingle(bits & ~Sign);
        uint down = magnitude < Least
            ? (uint)(int)(magnitude * (1f / Grid))
            : (bits & ~Sign) - ((uint)Power << MantissaBits);
        return BitConverter.UInt32BitsToSingle(down | (bits & Sign));
    }

    /// <summary>Scales floats up; <paramref name="from"/> and <paramref name="to"/> may be the same.</summary>
    public static unsafe void Up(float* from, float* to, int count)
    {
        for (int n = 0; n < count; n++)
        {
            to[n] = Up(from[n]);
        }
    }

    /// <summary>Scales floats down; <paramref name="from"/> and <paramref name="to"/> may be the same.</summary>
    public static unsafe void Down(float* from, float* to, int count)
    {
        for (int n = 0; n < count; n++)
        {
            to[n] = Down(from[n]);
        }
    }
}
