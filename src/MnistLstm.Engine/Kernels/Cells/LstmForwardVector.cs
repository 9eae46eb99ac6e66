using System.Runtime.CompilerServices;
using MnistLstm.Engine.Kernels.Products;
using MnistLstm.Engine.Kernels.Simd;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Kernels.Cells;

/// <summary><see cref="LstmForwardArgs"/> by tiles.</summary>
internal static unsafe class LstmForwardVector<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    public static void Pack(float* packed, int hiddenSize, int inputSize, float* weightIh, float* weightHh, int part, int parts)
    {
        int w = S.Width;
        int depth = inputSize + hiddenSize;
        int panels = Tiles<S, V>.Vectors(hiddenSize);
        for (int panel = panels * part / parts; panel < panels * (part + 1) / parts; panel++)
        {
            int unit = panel * w;
            int lanes = Math.Min(w, hiddenSize - unit);
            for (int gate = 0; gate < 4; gate++)
            {
                float* to = packed + ((long)unit * 4 * depth) + (gate * w);
                long row = ((long)gate * hiddenSize) + unit;
                Lanes<S, V>.TransposePadded(weightIh + (row * inputSize), inputSize, lanes, inputSize, to, 4 * w);
                if (weightHh != null)
                {
                    Lanes<S, V>.TransposePadded(weightHh + (row * hiddenSize), hiddenSize, lanes, hiddenSize, to + ((long)inputSize * 4 * w), 4 * w);
                }
            }
        }
    }

    public static void Run(in LstmForwardArgs a)
    {
        int w = S.Width;
        int padded = Padding.Of(a.HiddenSize);
        float* memory = stackalloc float[(6 * 4 * w) + Padding.Floats];
        float* gates = Tiles<S, V>.Aligned(memory);
        for (int unit = 0; unit < a.HiddenSize; unit += w)
        {
            // A panel holds the four gates of w units side by side, so a tile has all that its cells need.
            float* panel = a.Packed + ((long)unit * 4 * a.PackedDepth);
            float* nextPanel = unit + w < a.HiddenSize ? panel + (4L * w * a.PackedDepth) : a.Packed;
            int height;
            for (int row = 0; row < a.Rows; row += height)
            {
                height = Tiles<S, V>.NextHeight(a.Rows - row);
                CacheColumn ahead = ProductTile<S, V>.PartOfPanel(nextPanel, a.PackedDepth, 4, row, a.Rows);
                ProductTile<S, V>.Sum<Four>(height, a.Segments, a.SegmentCount, row, panel, a.Bias + unit, 0, padded, gates, 4 * w, ahead);
                LstmCells(a, row, height, unit, padded, gates);
            }
        }
    }

    /// <summary>The activations of a tile: c = fma(f, c', i·g), h = o·tanh(c).</summary>
    private static void LstmCells(in LstmForwardArgs a, int row, int height, int unit, int padded, float* z)
    {
        int w = S.Width;
        int lanes = a.HiddenSize - unit;
        long at = ((long)row * padded) + unit;
        float* gates = a.Gates == null ? null : a.Gates + (row * a.GatesPitch) + unit;
        float* hidden = a.Hidden + (row * a.HiddenPitch) + unit;
        LstmCell(height, padded, z, a.PreviousCell == null ? null : a.PreviousCell + at, a.Cell + at, gates, a.GatesPitch);
        if (lanes >= w)
        {
            LstmHidden(height, padded, z, a.Cell + at, hidden, a.HiddenPitch, a.TanhCell + at, gates, a.GatesPitch);
            return;
        }

        // Where fewer than a vector's lanes are left, whole vectors go to the tile's sums, each after its last use.
        LstmHidden(height, padded, z, a.Cell + at, z, 4 * w, a.TanhCell + at, gates, a.GatesPitch);
        for (int r = 0; r < height; r++)
        {
            Lanes<S, V>.Store(hidden + (r * a.HiddenPitch), S.Load(z + (r * 4 * w)), lanes);
        }
    }

    // Two loops with half of the functions each: the next row's start before this row's long chain of operations has come to its end. Each is a
    // method of its own, so that a constant is an operand in memory: the JIT would keep those of both loops in registers, and copy them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void LstmCell(int height, int padded, float* z, float* previous, float* cell, float* gates, long gatesPitch)
    {
        int w = S.Width;
        for (int r = 0; r < height; r++)
        {
            V i = VectorMath<S, V>.Sigmoid(S.Load(z));
            V f = VectorMath<S, V>.Sigmoid(S.Load(z + w));
            V g = VectorMath<S, V>.Tanh(S.Load(z + (2 * w)));
            S.Store(cell, S.Fma(f, previous == null ? S.Zero : S.Load(previous + (r * padded)), S.Multiply(i, g)));
            if (gates != null)
            {
                S.Store(gates, i);
                S.Store(gates + padded, f);
                S.Store(gates + (2 * padded), g);
                gates += gatesPitch;
            }

            cell += padded;
            z += 4 * w;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void LstmHidden(int height, int padded, float* z, float* cell, float* hidden, long hiddenPitch, float* tanhCell, float* gates,
        long gatesPitch)
    {
        int w = S.Width;
        for (int r = 0; r < height; r++)
        {
            V o = VectorMath<S, V>.Sigmoid(S.Load(z + (3 * w)));
            V tanhC = VectorMath<S, V>.Tanh(S.Load(cell));
            S.Store(hidden, S.Multiply(o, tanhC));
            if (gates != null)
            {
                S.Store(gates + (3 * padded), o);
                S.Store(tanhCell, tanhC);
                gates += gatesPitch;
                tanhCell += padded;
            }

            hidden += hiddenPitch;
            cell += padded;
            z += 4 * w;
        }
    }
}
