using System.Runtime.CompilerServices;

namespace MnistLstm.Engine.Kernels;

internal sealed unsafe partial class VectorKernels<S, V>
{
    public override void LstmForward(in LstmForwardArgs a)
    {
        int w = S.Width;
        int padded = Pad(a.HiddenSize);
        float* gates = stackalloc float[6 * 4 * w];
        for (int unit = 0; unit < a.HiddenSize; unit += w)
        {
            // A panel holds the four gates of w units side by side, so a tile has all that its cells need.
            float* panel = a.Packed + ((long)unit * 4 * a.PackedDepth);
            int height;
            for (int row = 0; row < a.Rows; row += height)
            {
                height = NextHeight(a.Rows - row);
                ProductTile<Four>(height, a.Segments, a.SegmentCount, row, panel, a.Bias + unit, 0, padded, gates, 4 * w);
                LstmCells(a, row, height, unit, padded, gates);
            }
        }
    }

    /// <summary>The activations of a tile: c = fma(f, c', i·g), h = o·tanh(c).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LstmCells(in LstmForwardArgs a, int row, int height, int unit, int padded, float* z)
    {
        int w = S.Width;
        int lanes = a.HiddenSize - unit;
        long at = ((long)row * padded) + unit;
        float* previous = a.PreviousCell == null ? null : a.PreviousCell + at;
        float* cell = a.Cell + at;
        float* tanhCell = a.TanhCell + at;
        float* gates = a.Gates == null ? null : a.Gates + (row * a.GatesPitch) + unit;

        // Where fewer than a vector's lanes are left, whole vectors go to the tile's sums, each after its last use. No call in the loop: it would
        // cost all vector registers.
        bool whole = lanes >= w;
        float* rows = a.Hidden + (row * a.HiddenPitch) + unit;
        float* hidden = whole ? rows : z;
        long hiddenPitch = whole ? a.HiddenPitch : 4 * w;
        float* sums = z;
        for (int r = 0; r < height; r++)
        {
            V i = VectorMath<S, V>.Sigmoid(S.Load(z));
            V f = VectorMath<S, V>.Sigmoid(S.Load(z + w));
            V g = VectorMath<S, V>.Tanh(S.Load(z + (2 * w)));
            V o = VectorMath<S, V>.Sigmoid(S.Load(z + (3 * w)));
            V c = S.Fma(f, previous == null ? S.Zero : S.Load(previous + (r * padded)), S.Multiply(i, g));
            V tanhC = VectorMath<S, V>.Tanh(c);
            V h = S.Multiply(o, tanhC);
            S.Store(cell + (r * padded), c);
            S.Store(hidden, h);
            if (gates != null)
            {
                S.Store(gates, i);
                S.Store(gates + padded, f);
                S.Store(gates + (2 * padded), g);
                S.Store(gates + (3 * padded), o);
                S.Store(tanhCell + (r * padded), tanhC);
                gates += a.GatesPitch;
            }

            hidden += hiddenPitch;
            z += 4 * w;
        }

        for (int r = 0; !whole && r < height; r++)
        {
            StoreLanes(rows + (r * a.HiddenPitch), S.Load(sums + (r * 4 * w)), lanes);
        }
    }
}
