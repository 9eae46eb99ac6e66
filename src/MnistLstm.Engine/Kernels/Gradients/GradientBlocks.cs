using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Kernels.Gradients;

/// <summary>How the rows of a weight gradient are cut, and what memory its sums need.</summary>
internal static class GradientBlocks
{
    /// <summary>
    /// Rows of a weight gradient that make one chain; the chains of the blocks are then added, in order. One chain over all time steps and
    /// samples would lose two or three more bits to rounding. Part of exact/1, so no vector width or cache may change it: 96 rows of 4
    /// vectors of 512 bits are 24 KiB, which a first-level cache holds.
    /// </summary>
    public const int Rows = 96;

    /// <summary>Floats that a gradient needs beside its output [J, N]: its sums, a block of the gradients it is made of in the order of their kinds, and
    /// three numbers for each.</summary>
    public static long Scratch(int j, int columns) => Sums(j, columns) + (Rows * Ordered(j)) + (3L * Padding.Of(j));

    /// <summary>Floats of a row of gradients in the order of their kinds, of which each but the first may leave a gap before it.</summary>
    public static long Ordered(int j) => Padding.Of(j) + (2L * Padding.Floats);

    /// <summary>Floats of the sums so far, in panels of 4 of the widest vectors, either way round.</summary>
    public static long Sums(int j, int columns)
    {
        return Math.Max((long)j * Panels(columns), (long)columns * Panels(j));

        static long Panels(int count) => (count + (4 * Padding.Floats) - 1) / (4 * Padding.Floats) * (4 * Padding.Floats);
    }
}
