using System.Runtime.CompilerServices;
using MnistLstm.Engine.Kernels.Products;
using MnistLstm.Engine.Kernels.Simd;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Kernels.Cells;

/// <summary><see cref="GruForwardArgs"/> by tiles.</summary>
internal static unsafe class GruForwardVector<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    // A panel holds w units: for each input the vectors of n, r, z, for each hidden unit those of r, z, n. A row of a tile lies as
    // x, r, z, q, so that either product takes three neighbours, each chain going on where the bias or the other product left it.
    public static void Pack(float* packed, int hiddenSize, int inputSize, float* weightIh, float* weightHh, int part, int parts)
    {
        int w = S.Width;
        int panels = Tiles<S, V>.Vectors(hiddenSize);
        for (int panel = panels * part / parts; panel < panels * (part + 1) / parts; panel++)
        {
            int unit = panel * w;
            int lanes = Math.Min(w, hiddenSize - unit);
            float* inputs = packed + ((long)unit * 3 * (inputSize + hiddenSize));
            float* hidden = inputs + ((long)inputSize * 3 * w);
            for (int gate = 0; gate < 3; gate++)
            {
                long row = ((long)gate * hiddenSize) + unit;
                Lanes<S, V>.TransposePadded(weightIh + (row * inputSize), inputSize, lanes, inputSize, inputs + ((gate + 1) % 3 * w), 3 * w);
                if (weightHh != null)
                {
                    Lanes<S, V>.TransposePadded(weightHh + (row * hiddenSize), hiddenSize, lanes, hiddenSize, hidden + (gate * w), 3 * w);
                }
            }
        }
    }

    public static void Run(in GruForwardArgs a)
    {
        int w = S.Width;
        int padded = Padding.Of(a.HiddenSize);
        int inputSize = a.Inputs.Count;
        float* memory = stackalloc float[(6 * 4 * w) + Padding.Floats];
        float* sums = Tiles<S, V>.Aligned(memory);
        Segment inputs = a.Inputs;
        Segment previous = a.PreviousHidden;
        for (int unit = 0; unit < a.HiddenSize; unit += w)
        {
            int depth = inputSize + a.HiddenSize;
            float* panel = a.Packed + ((long)unit * 3 * depth);
            float* nextPanel = unit + w < a.HiddenSize ? panel + (3L * w * depth) : a.Packed;
            float* bias = a.Bias + unit;
            V r = S.Load(bias);
            V z = S.Load(bias + padded);
            V x = S.Load(bias + (2 * padded));
            V q = S.Load(bias + (3 * padded));
            int height;
            for (int row = 0; row < a.Rows; row += height)
            {
                height = Tiles<S, V>.NextHeight(a.Rows - row);
                for (float* start = sums; start < sums + (height * 4 * w); start += 4 * w)
                {
                    Lanes<S, V>.StoreRow<Four>(start, x, r, z, q);
                }

                ProductTile<S, V>.Sum<Three>(height, &inputs, 1, row, panel, sums, 4 * w, w, sums, 4 * w, CacheColumn.None(panel));
                if (previous.Values != null)
                {
                    CacheColumn ahead = ProductTile<S, V>.PartOfPanel(nextPanel, a.HiddenSize, 3, row, a.Rows);
                    ProductTile<S, V>.Sum<Three>(height, &previous, 1, row, panel + ((long)inputSize * 3 * w), sums + w, 4 * w, w, sums + w, 4 * w, ahead);
                }

                GruUnits(a, row, height, unit, padded, sums);
            }
        }
    }

    /// <summary>The activations of a tile: n = tanh(x + q·r), h = (h' - n)·z + n.</summary>
    private static void GruUnits(in GruForwardArgs a, int row, int height, int unit, int padded, float* sums)
    {
        int w = S.Width;
        int lanes = a.HiddenSize - unit;
        long previousPitch = a.PreviousHidden.Pitch;
        float* previous = a.PreviousHidden.Values == null ? null : a.PreviousHidden.Values + (row * previousPitch) + unit;
        float* gates = a.Gates == null ? null : a.Gates + (row * a.GatesPitch) + unit;
        float* hidden = a.Hidden + (row * a.HiddenPitch) + unit;
        GruGates(height, sums);
        if (lanes >= w)
        {
            GruHidden(height, padded, sums, previous, previousPitch, hidden, a.HiddenPitch, gates, a.GatesPitch);
            return;
        }

        // Where fewer than a vector's lanes are left, whole vectors go to the tile's sums, each after its last use.
        GruHidden(height, padded, sums, previous, previousPitch, sums, 4 * w, gates, a.GatesPitch);
        for (int r = 0; r < height; r++)
        {
            Lanes<S, V>.Store(hidden + (r * a.HiddenPitch), S.Load(sums + (r * 4 * w)), lanes);
        }
    }

    // Two loops, as for the LSTM's cells: r and z, which stay where their sums were, then n and h.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void GruGates(int height, float* sums)
    {
        int w = S.Width;
        for (int i = 0; i < height; i++)
        {
            S.Store(sums + w, VectorMath<S, V>.Sigmoid(S.Load(sums + w)));
            S.Store(sums + (2 * w), VectorMath<S, V>.Sigmoid(S.Load(sums + (2 * w))));
            sums += 4 * w;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void GruHidden(int height, int padded, float* sums, float* previous, long previousPitch, float* hidden, long hiddenPitch, float* gates,
        long gatesPitch)
    {
        int w = S.Width;
        for (int i = 0; i < height; i++)
        {
            V r = S.Load(sums + w);
            V z = S.Load(sums + (2 * w));
            V q = S.Load(sums + (3 * w));
            V n = VectorMath<S, V>.Tanh(S.Add(S.Load(sums), S.Multiply(q, r)));
            V before = previous == null ? S.Zero : S.Load(previous + (i * previousPitch));
            S.Store(hidden, S.Add(S.Multiply(S.Subtract(before, n), z), n));
            if (gates != null)
            {
                S.Store(gates, r);
                S.Store(gates + padded, z);
                S.Store(gates + (2 * padded), n);
                S.Store(gates + (3 * padded), q);
                gates += gatesPitch;
            }

            hidden += hiddenPitch;
            sums += 4 * w;
        }
    }
}
