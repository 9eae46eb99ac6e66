using System.Runtime.CompilerServices;

namespace MnistLstm.Engine.Kernels;

internal sealed unsafe partial class VectorKernels<S, V>
{
    // Packed W [K, N]: panels of 4 vectors of columns, the last one of 1 to 4; within a panel, for each k, its vectors side by side.
    public override bool LiesPacked(int columns) => columns % S.Width == 0 && columns <= 4 * S.Width;

    public override void PackRows(float* packed, int depth, int columns, int at, int rows, float* source, long pitch)
    {
        int w = S.Width;
        int vectors = Vectors(columns);
        for (int v = 0; v < vectors; v++)
        {
            float* to = Slot(packed, depth, vectors, v, at, out int step);
            CopyColumns(source + (v * w), pitch, Math.Min(w, columns - (v * w)), rows, to, step);
        }
    }

    public override void PackTransposed(float* packed, int depth, int columns, int at, int rows, float* source, long pitch)
    {
        int w = S.Width;
        int vectors = Vectors(columns);
        for (int v = 0; v < vectors; v++)
        {
            float* to = Slot(packed, depth, vectors, v, at, out int step);
            TransposeLanes(source + ((long)v * w * pitch), pitch, Math.Min(w, columns - (v * w)), rows, to, step);
        }
    }

    public override void PackGates(float* packed, int hiddenSize, int inputSize, float* weightIh, float* weightHh, int part, int parts)
    {
        int w = S.Width;
        int depth = inputSize + hiddenSize;
        int panels = Vectors(hiddenSize);
        for (int panel = panels * part / parts; panel < panels * (part + 1) / parts; panel++)
        {
            int unit = panel * w;
            int lanes = Math.Min(w, hiddenSize - unit);
            for (int gate = 0; gate < 4; gate++)
            {
                float* to = packed + ((long)unit * 4 * depth) + (gate * w);
                long row = ((long)gate * hiddenSize) + unit;
                TransposeLanes(weightIh + (row * inputSize), inputSize, lanes, inputSize, to, 4 * w);
                if (weightHh != null)
                {
                    TransposeLanes(weightHh + (row * hiddenSize), hiddenSize, lanes, hiddenSize, to + ((long)inputSize * 4 * w), 4 * w);
                }
            }
        }
    }

    private static float* Slot(float* packed, int depth, int vectors, int v, int at, out int step)
    {
        int first = v / 4 * 4;
        step = Math.Min(4, vectors - first) * S.Width;
        float* panel = packed + ((long)first * S.Width * depth);
        return panel + ((long)at * step) + ((v - first) * S.Width);
    }

    /// <summary>to[k·step + lane] = from[k·pitch + lane], zero beyond <paramref name="lanes"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyColumns(float* from, long pitch, int lanes, int count, float* to, long step)
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
    private static void TransposeLanes(float* from, long pitch, int lanes, int count, float* to, long step)
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
    private static void Transpose(float* from, long pitch, int rows, int columns, float* to, long step)
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
