namespace MnistLstm.Engine.Kernels.Simd;

/// <summary>
/// The numbers of scaling by 2^64. The smallest floats, those below 2^-126, lie on a grid of 2^-149, and some processors take a hundred times as long for
/// a product with them, or that is one of them. Scaled up, nothing is among them, but what would be must still come to lie on their grid.
/// </summary>
internal static class Scaling
{
    /// <summary>2^-126 · 2^64: what is smaller when scaled up lies on the grid.</summary>
    public const float Least = 1f / (1L << 62);

    /// <summary>2^-149 · 2^64: a step of the grid, scaled up.</summary>
    public const float Grid = Least / (1 << MantissaBits);

    /// <summary>The bits of 2^-126.</summary>
    public const int LeastNormal = 1 << MantissaBits;

    /// <summary>64 powers of two, added to a float's bits.</summary>
    public const uint Powers = 64u << MantissaBits;

    /// <summary>A number beside which a float has steps of one, for 2^22 of them either way: what is added to it is rounded to whole numbers.</summary>
    public const float Wholes = 1.5f * (1 << MantissaBits);

    private const int MantissaBits = 23;
}
