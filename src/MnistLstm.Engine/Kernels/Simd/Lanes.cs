using System.Runtime.CompilerServices;

namespace MnistLstm.Engine.Kernels.Simd;

/// <summary>Copies between memory and the lanes of vectors, fewer than whole vectors among them.</summary>
internal static unsafe class Lanes<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    /// <summary>Writes the first <paramref name="lanes"/> lanes of a vector.</summary>
    public static void Store(float* address, V value, int lanes)
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

    /// <summary>Writes the first C of four vectors side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRow<C>(float* row, V c0, V c1, V c2, V c3)
        where C : struct, ICount
    {
        S.Store(row, c0);
        if (C.Value > 1)
        {
            S.Store(row + S.Width, c1);
        }

        if (C.Value > 2)
        {
            S.Store(row + (2 * S.Width), c2);
        }

        if (C.Value > 3)
        {
            S.Store(row + (3 * S.Width), c3);
        }
    }

    /// <summary>to[k·step + lane] = from[k·pitch + lane], zero beyond <paramref name="lanes"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyPadded(float* from, long pitch, int lanes, int count, float* to, long step)
    {
        for (int k = 0; k < count; k++)
        {
            if (lanes == S.Width)
            {
                S.Store(to, S.Load(from));
            }
            else
            {
                CopyLanes(from, 1, lanes, to);
            }

            from += pitch;
            to += step;
        }
    }

    /// <summary>to[k·step + lane] = from[lane·pitch + k], zero beyond <paramref name="lanes"/>.</summary>
    public static void TransposePadded(float* from, long pitch, int lanes, int count, float* to, long step)
    {
        if (lanes == S.Width)
        {
            Transpose(from, pitch, lanes, count, to, step);
            return;
        }

        for (int k = 0; k < count; k++)
        {
            CopyLanes(from + k, pitch, lanes, to + (k * step));
        }
    }

    /// <summary>to[k·step + row] = from[row·pitch + k].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(float* from, long pitch, int rows, int columns, float* to, long step)
    {
        int wideRows = S.HasTranspose ? rows / S.Width * S.Width : 0;
        int squareRows = Simd128.HasTranspose ? rows / 4 * 4 : 0;
        int fours = squareRows == 0 ? 0 : columns / 4 * 4;
        for (int k = 0; k < fours; k += 4)
        {
            for (int row = 0; row < wideRows; row += S.Width)
            {
                S.Transpose(from + (row * pitch) + k, pitch, to + (k * step) + row, step);
            }

            for (int row = wideRows; row < squareRows; row += 4)
            {
                Simd128.Transpose(from + (row * pitch) + k, pitch, to + (k * step) + row, step);
            }
        }

        TransposeEach(from + fours, pitch, squareRows, columns - fours, to + (fours * step), step);
        TransposeEach(from + (squareRows * pitch), pitch, rows - squareRows, columns, to + squareRows, step);
    }

    private static void TransposeEach(float* from, long pitch, int rows, int columns, float* to, long step)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int k = 0; k < columns; k++)
            {
                to[(k * step) + row] = from[(row * pitch) + k];
            }
        }
    }

    private static void CopyLanes(float* from, long pitch, int lanes, float* to)
    {
        for (int lane = 0; lane < lanes; lane++)
        {
            to[lane] = from[lane * pitch];
        }

        for (int lane = lanes; lane < S.Width; lane++)
        {
            to[lane] = 0f;
        }
    }
}
