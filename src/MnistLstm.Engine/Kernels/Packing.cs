using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MnistLstm.Engine.Kernels;

internal sealed unsafe partial class VectorKernels<S, V>
{
    // Packed W [K, N]: panels of 4 vectors of columns, the last one of 1 to 4; within a panel, for each k, its vectors side by side.
    public override void PackRows(float* packed, int depth, int columns, int at, int rows, float* source, long pitch)
    {
        int w = S.Width;
        int vectors = Vectors(columns);
        for (int v = 0; v < vectors; v++)
        {
            float* to = Slot(packed, depth, vectors, v, at, out int step);
            int lanes = Math.Min(w, columns - (v * w));
            for (int k = 0; k < rows; k++)
            {
                float* from = source + (k * pitch) + (v * w);
                if (lanes == w)
                {
                    S.Store(to, S.Load(from));
                }
                else
                {
                    CopyLanes(from, 1, lanes, to);
                }

                to += step;
            }
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
                TransposeLanes(weightHh + (row * hiddenSize), hiddenSize, lanes, hiddenSize, to + ((long)inputSize * 4 * w), 4 * w);
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

    /// <summary>to[k·step + lane] = from[lane·pitch + k], zero beyond <paramref name="lanes"/>.</summary>
    private static void TransposeLanes(float* from, long pitch, int lanes, int count, float* to, long step)
    {
        int k = 0;
        if (Sse.IsSupported && lanes == S.Width)
        {
            for (; k + 4 <= count; k += 4)
            {
                for (int lane = 0; lane < lanes; lane += 4)
                {
                    TransposeSquare(from + (lane * pitch) + k, pitch, to + (k * step) + lane, step);
                }
            }
        }

        for (; k < count; k++)
        {
            CopyLanes(from + k, pitch, lanes, to + (k * step));
        }
    }

    /// <summary>4 × 4 floats, rows to columns.</summary>
    private static void TransposeSquare(float* from, long pitch, float* to, long step)
    {
        Vector128<float> a = Vector128.Load(from);
        Vector128<float> b = Vector128.Load(from + pitch);
        Vector128<float> c = Vector128.Load(from + (2 * pitch));
        Vector128<float> d = Vector128.Load(from + (3 * pitch));
        Vector128<float> abLow = Sse.UnpackLow(a, b);
        Vector128<float> abHigh = Sse.UnpackHigh(a, b);
        Vector128<float> cdLow = Sse.UnpackLow(c, d);
        Vector128<float> cdHigh = Sse.UnpackHigh(c, d);
        Sse.MoveLowToHigh(abLow, cdLow).Store(to);
        Sse.MoveHighToLow(cdLow, abLow).Store(to + step);
        Sse.MoveLowToHigh(abHigh, cdHigh).Store(to + (2 * step));
        Sse.MoveHighToLow(cdHigh, abHigh).Store(to + (3 * step));
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
