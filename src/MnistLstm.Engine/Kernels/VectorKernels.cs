namespace MnistLstm.Engine.Kernels;

/// <summary>
/// The kernels on vectors, vectorised across outputs and never along a sum. The other parts of this class hold one kernel each.
/// </summary>
internal sealed unsafe partial class VectorKernels<S, V> : Kernels
    where S : struct, ISimd<V>
    where V : struct
{
    /// <summary>Rows of a tile: 6 × 4 accumulators fit 32 registers of 512 bits, 3 × 4 the 16 of the narrower ones.</summary>
    private static int TileRows => S.Width == 16 ? 6 : 3;

    /// <summary>Vectors that hold <paramref name="columns"/> floats.</summary>
    private static int Vectors(int columns) => (columns + S.Width - 1) / S.Width;

    /// <summary>
    /// The height of the next tile. Chains do not care which tile computes them, so a remainder of one or two rows, which would leave the
    /// FMA units waiting, is spread over tiles of nearly full height.
    /// </summary>
    private static int NextHeight(int rowsLeft)
    {
        int full = TileRows;
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
    private static int Tiles(int rows) => (rows + TileRows - 1) / TileRows;

    /// <summary>The first address from here on where a line of the cache begins, so that no vector lies across two.</summary>
    private static float* Aligned(float* address) => CacheLines.Begin(address + Padding - 1);

    /// <summary>Writes the first <paramref name="lanes"/> lanes of a vector.</summary>
    private static void StoreLanes(float* address, V value, int lanes)
    {
        if (lanes >= S.Width)
        {
            S.Store(address, value);
            return;
        }

        float* whole = stackalloc float[S.Width];
        S.Store(whole, value);
        for (int i = 0; i < lanes; i++)
        {
            address[i] = whole[i];
        }
    }
}
