using MnistLstm.Engine.Kernels.Simd;

namespace MnistLstm.Engine.Kernels.Products;

/// <summary>W [K, N] packed: panels of 4 vectors of columns, the last one of 1 to 4; within a panel, for each k, its vectors side by side.</summary>
internal static unsafe class PackingVector<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    /// <summary>Whether W packed lies as W itself does.</summary>
    public static bool LiesPacked(int columns) => columns % S.Width == 0 && columns <= 4 * S.Width;

    public static void Rows(float* packed, int depth, int columns, int at, int rows, float* source, long pitch)
    {
        int w = S.Width;
        int vectors = Tiles<S, V>.Vectors(columns);
        for (int v = 0; v < vectors; v++)
        {
            float* to = Slot(packed, depth, vectors, v, at, out int step);
            Lanes<S, V>.CopyPadded(source + (v * w), pitch, Math.Min(w, columns - (v * w)), rows, to, step);
        }
    }

    public static void Transposed(float* packed, int depth, int columns, int at, int rows, float* source, long pitch)
    {
        int w = S.Width;
        int vectors = Tiles<S, V>.Vectors(columns);
        for (int v = 0; v < vectors; v++)
        {
            float* to = Slot(packed, depth, vectors, v, at, out int step);
            Lanes<S, V>.TransposePadded(source + ((long)v * w * pitch), pitch, Math.Min(w, columns - (v * w)), rows, to, step);
        }
    }

    private static float* Slot(float* packed, int depth, int vectors, int v, int at, out int step)
    {
        int first = v / 4 * 4;
        step = Math.Min(4, vectors - first) * S.Width;
        float* panel = packed + ((long)first * S.Width * depth);
        return panel + ((long)at * step) + ((v - first) * S.Width);
    }
}
