using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Kernels.Simd;

/// <summary>How a matrix of outputs is cut: tiles of some rows by up to 4 vectors of columns, every sum of a tile in a register.</summary>
internal static unsafe class Tiles<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    /// <summary>Rows of a tile: 6 × 4 accumulators fit 32 registers of 512 bits, 3 × 4 the 16 of the narrower ones.</summary>
    public static int Rows => S.Width == 16 ? 6 : 3;

    /// <summary>Vectors that hold <paramref name="columns"/> floats.</summary>
    public static int Vectors(int columns) => (columns + S.Width - 1) / S.Width;

    /// <summary>
    /// The height of the next tile. Chains do not care which tile computes them, so a remainder of one or two rows, which would leave the
    /// FMA units waiting, is spread over tiles of nearly full height.
    /// </summary>
    public static int NextHeight(int rowsLeft)
    {
        int full = Rows;
        if (rowsLeft <= full)
        {
            return rowsLeft;
        }

        if (rowsLeft >= 2 * full)
        {
            return full;
        }

        return (rowsLeft + 1) / 2;
    }

    /// <summary>How many of <see cref="NextHeight"/> make up all rows.</summary>
    public static int Count(int rows) => (rows + Rows - 1) / Rows;

    /// <summary>The first address from here on where a line of the cache begins, so that no vector lies across two.</summary>
    public static float* Aligned(float* address) => CacheLines.Begin(address + Padding.Floats - 1);
}
