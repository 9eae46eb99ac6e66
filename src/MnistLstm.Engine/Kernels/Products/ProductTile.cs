using System.Runtime.CompilerServices;
using MnistLstm.Engine.Kernels.Simd;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Kernels.Products;

/// <summary>The tile of a product: up to 6 rows by up to 4 vectors, every accumulator in a register, one FMA an element and a k.</summary>
internal static unsafe class ProductTile<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    private const int RowsAhead = 8;

    /// <summary>A tile of any height and width.</summary>
    public static void Sum(int height, int vectors, Segment* segments, int segmentCount, long row, float* panel, float* start, long startPitch, long startStep,
        float* output, long outputPitch, CacheColumn ahead)
    {
        switch (vectors)
        {
            case 1: Sum<One>(height, segments, segmentCount, row, panel, start, startPitch, startStep, output, outputPitch, ahead); break;
            case 2: Sum<Two>(height, segments, segmentCount, row, panel, start, startPitch, startStep, output, outputPitch, ahead); break;
            case 3: Sum<Three>(height, segments, segmentCount, row, panel, start, startPitch, startStep, output, outputPitch, ahead); break;
            default: Sum<Four>(height, segments, segmentCount, row, panel, start, startPitch, startStep, output, outputPitch, ahead); break;
        }
    }

    /// <summary>A tile of any height, C vectors wide.</summary>
    public static void Sum<C>(int height, Segment* segments, int segmentCount, long row, float* panel, float* start, long startPitch, long startStep,
        float* output, long outputPitch, CacheColumn ahead)
        where C : struct, ICount
    {
        switch (height)
        {
            case 1: Sum<One, C>(segments, segmentCount, row, panel, start, startPitch, startStep, output, outputPitch, ahead); break;
            case 2: Sum<Two, C>(segments, segmentCount, row, panel, start, startPitch, startStep, output, outputPitch, ahead); break;
            case 3: Sum<Three, C>(segments, segmentCount, row, panel, start, startPitch, startStep, output, outputPitch, ahead); break;
            case 4: Sum<Four, C>(segments, segmentCount, row, panel, start, startPitch, startStep, output, outputPitch, ahead); break;
            case 5: Sum<Five, C>(segments, segmentCount, row, panel, start, startPitch, startStep, output, outputPitch, ahead); break;
            default: Sum<Six, C>(segments, segmentCount, row, panel, start, startPitch, startStep, output, outputPitch, ahead); break;
        }
    }

    /// <summary>
    /// What a tile asks for of the panel that comes next. Large weights lie in the third-level cache at best, and the first tile of a panel
    /// would wait for them; so the last tiles of the panel before ask, each for a line a k.
    /// </summary>
    public static CacheColumn PartOfPanel(float* panel, int depth, int vectors, int row, int rows)
    {
        int lines = ((vectors * S.Width) + Padding.Floats - 1) / Padding.Floats;
        int place = Math.Min(lines, Tiles<S, V>.Count(rows)) - Tiles<S, V>.Count(rows - row);
        return place < 0 ? CacheColumn.None(panel) : new CacheColumn { First = panel + ((long)place * depth * Padding.Floats), Pitch = Padding.Floats };
    }

    /// <param name="segments">The left matrix.</param>
    /// <param name="segmentCount">Number of segments.</param>
    /// <param name="row">The tile's first row.</param>
    /// <param name="packed">Its panel: for each k, C vectors.</param>
    /// <param name="start">What the chains start from, at the tile's first element; null for zero.</param>
    /// <param name="startPitch">Floats between rows of <paramref name="start"/>.</param>
    /// <param name="startStep">Floats between its vectors.</param>
    /// <param name="output">Where the tile's first element goes.</param>
    /// <param name="outputPitch">Floats between rows of <paramref name="output"/>; its vectors lie side by side.</param>
    /// <param name="ahead">What to ask the second-level cache for meanwhile, a line a k.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum<R, C>(Segment* segments, int segmentCount, long row, float* packed, float* start, long startPitch, long startStep, float* output,
        long outputPitch, CacheColumn ahead)
        where R : struct, ICount
        where C : struct, ICount
    {
        int w = S.Width;
        float* ask = ahead.First;
        long askPitch = ahead.Pitch;
        V c00, c01, c02, c03, c10, c11, c12, c13, c20, c21, c22, c23, c30, c31, c32, c33, c40, c41, c42, c43, c50, c51, c52, c53;
        c00 = c01 = c02 = c03 = c10 = c11 = c12 = c13 = c20 = c21 = c22 = c23 = c30 = c31 = c32 = c33 = c40 = c41 = c42 = c43 = c50 = c51 = c52 = c53 = S.Zero;
        if (start != null)
        {
            float* s = start;
            c00 = S.Load(s);
            c01 = C.Value > 1 ? S.Load(s + startStep) : S.Zero;
            c02 = C.Value > 2 ? S.Load(s + (2 * startStep)) : S.Zero;
            c03 = C.Value > 3 ? S.Load(s + (3 * startStep)) : S.Zero;

            if (R.Value > 1)
            {
                s = start + startPitch;
                c10 = S.Load(s);
                c11 = C.Value > 1 ? S.Load(s + startStep) : S.Zero;
                c12 = C.Value > 2 ? S.Load(s + (2 * startStep)) : S.Zero;
                c13 = C.Value > 3 ? S.Load(s + (3 * startStep)) : S.Zero;
            }

            if (R.Value > 2)
            {
                s = start + (2 * startPitch);
                c20 = S.Load(s);
                c21 = C.Value > 1 ? S.Load(s + startStep) : S.Zero;
                c22 = C.Value > 2 ? S.Load(s + (2 * startStep)) : S.Zero;
                c23 = C.Value > 3 ? S.Load(s + (3 * startStep)) : S.Zero;
            }

            if (R.Value > 3)
            {
                s = start + (3 * startPitch);
                c30 = S.Load(s);
                c31 = C.Value > 1 ? S.Load(s + startStep) : S.Zero;
                c32 = C.Value > 2 ? S.Load(s + (2 * startStep)) : S.Zero;
                c33 = C.Value > 3 ? S.Load(s + (3 * startStep)) : S.Zero;
            }

            if (R.Value > 4)
            {
                s = start + (4 * startPitch);
                c40 = S.Load(s);
                c41 = C.Value > 1 ? S.Load(s + startStep) : S.Zero;
                c42 = C.Value > 2 ? S.Load(s + (2 * startStep)) : S.Zero;
                c43 = C.Value > 3 ? S.Load(s + (3 * startStep)) : S.Zero;
            }

            if (R.Value > 5)
            {
                s = start + (5 * startPitch);
                c50 = S.Load(s);
                c51 = C.Value > 1 ? S.Load(s + startStep) : S.Zero;
                c52 = C.Value > 2 ? S.Load(s + (2 * startStep)) : S.Zero;
                c53 = C.Value > 3 ? S.Load(s + (3 * startStep)) : S.Zero;
            }
        }

        for (int s = 0; s < segmentCount; s++)
        {
            long pitch = segments[s].Pitch;
            float* a0 = segments[s].Values + (row * pitch);
            float* a1 = R.Value > 1 ? a0 + pitch : a0;
            float* a2 = R.Value > 2 ? a1 + pitch : a0;
            float* a3 = R.Value > 3 ? a2 + pitch : a0;
            float* a4 = R.Value > 4 ? a3 + pitch : a0;
            float* a5 = R.Value > 5 ? a4 + pitch : a0;
            long count = segments[s].Count;
            for (long k = 0; k < count; k++)
            {
                // The row's inputs first, then a vector of weights at a time: 12 + 3 + 1 registers of 16, or 24 + 6 + 1 of 32.
                V x0 = S.Broadcast(a0[k]);
                V x1 = R.Value > 1 ? S.Broadcast(a1[k]) : x0;
                V x2 = R.Value > 2 ? S.Broadcast(a2[k]) : x0;
                V x3 = R.Value > 3 ? S.Broadcast(a3[k]) : x0;
                V x4 = R.Value > 4 ? S.Broadcast(a4[k]) : x0;
                V x5 = R.Value > 5 ? S.Broadcast(a5[k]) : x0;
                CacheLines.PrefetchToSecondLevel(ask);
                ask += askPitch;
                FetchRow<C>(packed + (RowsAhead * C.Value * w));
                V b = S.Load(packed);
                c00 = S.Fma(x0, b, c00);
                c10 = R.Value > 1 ? S.Fma(x1, b, c10) : c10;
                c20 = R.Value > 2 ? S.Fma(x2, b, c20) : c20;
                c30 = R.Value > 3 ? S.Fma(x3, b, c30) : c30;
                c40 = R.Value > 4 ? S.Fma(x4, b, c40) : c40;
                c50 = R.Value > 5 ? S.Fma(x5, b, c50) : c50;

                if (C.Value > 1)
                {
                    b = S.Load(packed + w);
                    c01 = S.Fma(x0, b, c01);
                    c11 = R.Value > 1 ? S.Fma(x1, b, c11) : c11;
                    c21 = R.Value > 2 ? S.Fma(x2, b, c21) : c21;
                    c31 = R.Value > 3 ? S.Fma(x3, b, c31) : c31;
                    c41 = R.Value > 4 ? S.Fma(x4, b, c41) : c41;
                    c51 = R.Value > 5 ? S.Fma(x5, b, c51) : c51;
                }

                if (C.Value > 2)
                {
                    b = S.Load(packed + (2 * w));
                    c02 = S.Fma(x0, b, c02);
                    c12 = R.Value > 1 ? S.Fma(x1, b, c12) : c12;
                    c22 = R.Value > 2 ? S.Fma(x2, b, c22) : c22;
                    c32 = R.Value > 3 ? S.Fma(x3, b, c32) : c32;
                    c42 = R.Value > 4 ? S.Fma(x4, b, c42) : c42;
                    c52 = R.Value > 5 ? S.Fma(x5, b, c52) : c52;
                }

                if (C.Value > 3)
                {
                    b = S.Load(packed + (3 * w));
                    c03 = S.Fma(x0, b, c03);
                    c13 = R.Value > 1 ? S.Fma(x1, b, c13) : c13;
                    c23 = R.Value > 2 ? S.Fma(x2, b, c23) : c23;
                    c33 = R.Value > 3 ? S.Fma(x3, b, c33) : c33;
                    c43 = R.Value > 4 ? S.Fma(x4, b, c43) : c43;
                    c53 = R.Value > 5 ? S.Fma(x5, b, c53) : c53;
                }
                packed += C.Value * w;
            }
        }

        Lanes<S, V>.StoreRow<C>(output, c00, c01, c02, c03);

        if (R.Value > 1)
        {
            output += outputPitch;
            Lanes<S, V>.StoreRow<C>(output, c10, c11, c12, c13);
        }

        if (R.Value > 2)
        {
            output += outputPitch;
            Lanes<S, V>.StoreRow<C>(output, c20, c21, c22, c23);
        }

        if (R.Value > 3)
        {
            output += outputPitch;
            Lanes<S, V>.StoreRow<C>(output, c30, c31, c32, c33);
        }

        if (R.Value > 4)
        {
            output += outputPitch;
            Lanes<S, V>.StoreRow<C>(output, c40, c41, c42, c43);
        }

        if (R.Value > 5)
        {
            output += outputPitch;
            Lanes<S, V>.StoreRow<C>(output, c50, c51, c52, c53);
        }
    }

    /// <summary>Asks for a row of a panel: a panel longer than the first-level cache comes from the second for every tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FetchRow<C>(float* row)
        where C : struct, ICount
    {
        CacheLines.Prefetch(row);
        if (C.Value * S.Width > Padding.Floats)
        {
            CacheLines.Prefetch(row + Padding.Floats);
        }

        if (C.Value * S.Width > 2 * Padding.Floats)
        {
            CacheLines.Prefetch(row + (2 * Padding.Floats));
        }

        if (C.Value * S.Width > 3 * Padding.Floats)
        {
            CacheLines.Prefetch(row + (3 * Padding.Floats));
        }
    }
}
