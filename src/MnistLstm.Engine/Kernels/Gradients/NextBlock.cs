using MnistLstm.Engine.Kernels.Simd;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Kernels.Gradients;

/// <summary>
/// Which lines of the next block's rows each tile of a block of weight gradients asks the cache for. The rows lie pages apart, where no
/// hardware prefetcher follows, and other threads have written some of them. The last tiles ask, for a column each: what was asked for
/// earlier might be gone again.
/// </summary>
/// <param name="columns">Room for <see cref="MostLines"/> of every product.</param>
internal unsafe struct NextBlock<S, V>(CacheColumn* columns)
    where S : struct, ISimd<V>
    where V : struct
{
    private int _columns;
    private int _tiles;       // of a block
    private int _tilesLeft;
    private int _asked;
    private long _row;

    public static int MostLines(in GradientArgs a) => Most(a.J) + Most(a.Columns);

    /// <summary>Adds what a product reads and an earlier one has not added.</summary>
    public void Add(GradientArgs* products, int p)
    {
        ref GradientArgs a = ref products[p];

        // The same gradients, if from another step on.
        bool sameD = p > 0 && a.DPitch == products[p - 1].DPitch && (a.D - products[p - 1].D) % a.DPitch == 0;
        if (!sameD)
        {
            Add(a.D, a.DPitch, a.J);
        }

        if (a.XPitch != 0)
        {
            Add(a.X, a.XPitch, a.Columns);
        }

        bool alongJ = GradientVector<S, V>.GoesAlongJ(a);
        int width = alongJ ? a.J : a.Columns;
        int height = alongJ ? a.Columns : a.J;
        _tiles += (Tiles<S, V>.Vectors(width) + 3) / 4 * Tiles<S, V>.Count(height);
    }

    /// <summary>Begins a block.</summary>
    /// <param name="row">The next one's first row.</param>
    /// <param name="rows">Rows there are.</param>
    public void Begin(int row, int rows)
    {
        _row = row;
        _tilesLeft = _tiles;
        _asked = row < rows ? 0 : _columns;
    }

    /// <summary>What the next tile asks for, from the next block's first row on.</summary>
    /// <param name="otherwise">See <see cref="CacheColumn.None"/>.</param>
    public CacheColumn Column(float* otherwise)
    {
        _tilesLeft--;
        if (_asked == _columns || _tilesLeft >= _columns - _asked)
        {
            return CacheColumn.None(otherwise);
        }

        ref CacheColumn column = ref columns[_asked++];
        return column with { First = column.First + (_row * column.Pitch) };
    }

    private static int Most(int count) => (count / Padding.Floats) + 2;

    private void Add(float* first, long pitch, int count)
    {
        for (float* line = CacheLines.Begin(first); line < first + count; line += Padding.Floats)
        {
            columns[_columns++] = new CacheColumn { First = line, Pitch = pitch };
        }
    }
}
