using System.Runtime.CompilerServices;
using MnistLstm.Engine.Kernels.Simd;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Kernels.Gradients;

/// <summary>The tile of a weight gradient: up to 6 columns of one side by up to 4 vectors of the other's, over some rows.</summary>
internal static unsafe class GradientTile<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    /// <summary>A tile of any height and width.</summary>
    /// <typeparam name="Z">0: each chain starts from zero; 1: from <see cref="Scaling.Wholes"/>.</typeparam>
    public static void Add<Z>(int height, int vectors, float* d, long dPitch, float* x, long xPitch, int rows, float* sums, CacheColumn ahead)
        where Z : struct, ICount
    {
        switch (vectors)
        {
            case 1: Add<Z, One>(height, d, dPitch, x, xPitch, rows, sums, ahead); break;
            case 2: Add<Z, Two>(height, d, dPitch, x, xPitch, rows, sums, ahead); break;
            case 3: Add<Z, Three>(height, d, dPitch, x, xPitch, rows, sums, ahead); break;
            default: Add<Z, Four>(height, d, dPitch, x, xPitch, rows, sums, ahead); break;
        }
    }

    private static void Add<Z, C>(int height, float* d, long dPitch, float* x, long xPitch, int rows, float* sums, CacheColumn ahead)
        where Z : struct, ICount
        where C : struct, ICount
    {
        switch (height)
        {
            case 1: Add<Z, One, C>(d, dPitch, x, xPitch, rows, sums, ahead); break;
            case 2: Add<Z, Two, C>(d, dPitch, x, xPitch, rows, sums, ahead); break;
            case 3: Add<Z, Three, C>(d, dPitch, x, xPitch, rows, sums, ahead); break;
            case 4: Add<Z, Four, C>(d, dPitch, x, xPitch, rows, sums, ahead); break;
            case 5: Add<Z, Five, C>(d, dPitch, x, xPitch, rows, sums, ahead); break;
            default: Add<Z, Six, C>(d, dPitch, x, xPitch, rows, sums, ahead); break;
        }
    }

    /// <param name="d">The side whose columns are broadcast, at the first row and the tile's first column.</param>
    /// <param name="dPitch">Floats between its rows.</param>
    /// <param name="x">The side whose columns lie in vectors, at the first row and the tile's first column.</param>
    /// <param name="xPitch">Floats between its rows.</param>
    /// <param name="rows">Rows to add.</param>
    /// <param name="sums">The blocks' sums so far, rows of 4 vectors; these rows' chains are added.</param>
    /// <param name="ahead">What to ask the cache for meanwhile, a line a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<Z, R, C>(float* d, long dPitch, float* x, long xPitch, int rows, float* sums, CacheColumn ahead)
        where Z : struct, ICount
        where R : struct, ICount
        where C : struct, ICount
    {
        int w = S.Width;
        float* ask = ahead.First;
        long askPitch = ahead.Pitch;
        V c00 = Z.Value == 0 ? S.Zero : S.Broadcast(Scaling.Wholes);
        V c01 = Z.Value == 0 ? S.Zero : c00;
        V c02 = Z.Value == 0 ? S.Zero : c00;
        V c03 = Z.Value == 0 ? S.Zero : c00;
        V c10 = Z.Value == 0 ? S.Zero : c00;
        V c11 = Z.Value == 0 ? S.Zero : c00;
        V c12 = Z.Value == 0 ? S.Zero : c00;
        V c13 = Z.Value == 0 ? S.Zero : c00;
        V c20 = Z.Value == 0 ? S.Zero : c00;
        V c21 = Z.Value == 0 ? S.Zero : c00;
        V c22 = Z.Value == 0 ? S.Zero : c00;
        V c23 = Z.Value == 0 ? S.Zero : c00;
        V c30 = Z.Value == 0 ? S.Zero : c00;
        V c31 = Z.Value == 0 ? S.Zero : c00;
        V c32 = Z.Value == 0 ? S.Zero : c00;
        V c33 = Z.Value == 0 ? S.Zero : c00;
        V c40 = Z.Value == 0 ? S.Zero : c00;
        V c41 = Z.Value == 0 ? S.Zero : c00;
        V c42 = Z.Value == 0 ? S.Zero : c00;
        V c43 = Z.Value == 0 ? S.Zero : c00;
        V c50 = Z.Value == 0 ? S.Zero : c00;
        V c51 = Z.Value == 0 ? S.Zero : c00;
        V c52 = Z.Value == 0 ? S.Zero : c00;
        V c53 = Z.Value == 0 ? S.Zero : c00;

        for (; rows > 0; rows--)
        {
            CacheLines.Prefetch(ask);
            ask += askPitch;

            // The line that a tile or two on from here will read.
            CacheLines.Prefetch(d + Padding.Floats);
            V x0 = S.Broadcast(d[0]);
            V x1 = R.Value > 1 ? S.Broadcast(d[1]) : x0;
            V x2 = R.Value > 2 ? S.Broadcast(d[2]) : x0;
            V x3 = R.Value > 3 ? S.Broadcast(d[3]) : x0;
            V x4 = R.Value > 4 ? S.Broadcast(d[4]) : x0;
            V x5 = R.Value > 5 ? S.Broadcast(d[5]) : x0;
            V b = S.Load(x);
            c00 = S.Fma(x0, b, c00);
            c10 = R.Value > 1 ? S.Fma(x1, b, c10) : c10;
            c20 = R.Value > 2 ? S.Fma(x2, b, c20) : c20;
            c30 = R.Value > 3 ? S.Fma(x3, b, c30) : c30;
            c40 = R.Value > 4 ? S.Fma(x4, b, c40) : c40;
            c50 = R.Value > 5 ? S.Fma(x5, b, c50) : c50;

            if (C.Value > 1)
            {
                b = S.Load(x + w);
                c01 = S.Fma(x0, b, c01);
                c11 = R.Value > 1 ? S.Fma(x1, b, c11) : c11;
                c21 = R.Value > 2 ? S.Fma(x2, b, c21) : c21;
                c31 = R.Value > 3 ? S.Fma(x3, b, c31) : c31;
                c41 = R.Value > 4 ? S.Fma(x4, b, c41) : c41;
                c51 = R.Value > 5 ? S.Fma(x5, b, c51) : c51;
            }

            if (C.Value > 2)
            {
                b = S.Load(x + (2 * w));
                c02 = S.Fma(x0, b, c02);
                c12 = R.Value > 1 ? S.Fma(x1, b, c12) : c12;
                c22 = R.Value > 2 ? S.Fma(x2, b, c22) : c22;
                c32 = R.Value > 3 ? S.Fma(x3, b, c32) : c32;
                c42 = R.Value > 4 ? S.Fma(x4, b, c42) : c42;
                c52 = R.Value > 5 ? S.Fma(x5, b, c52) : c52;
            }

            if (C.Value > 3)
            {
                b = S.Load(x + (3 * w));
                c03 = S.Fma(x0, b, c03);
                c13 = R.Value > 1 ? S.Fma(x1, b, c13) : c13;
                c23 = R.Value > 2 ? S.Fma(x2, b, c23) : c23;
                c33 = R.Value > 3 ? S.Fma(x3, b, c33) : c33;
                c43 = R.Value > 4 ? S.Fma(x4, b, c43) : c43;
                c53 = R.Value > 5 ? S.Fma(x5, b, c53) : c53;
            }

            d += dPitch;
            x += xPitch;
        }

        AddRow<C>(sums, c00, c01, c02, c03);

        if (R.Value > 1)
        {
            AddRow<C>(sums + (4 * w), c10, c11, c12, c13);
        }

        if (R.Value > 2)
        {
            AddRow<C>(sums + (8 * w), c20, c21, c22, c23);
        }

        if (R.Value > 3)
        {
            AddRow<C>(sums + (12 * w), c30, c31, c32, c33);
        }

        if (R.Value > 4)
        {
            AddRow<C>(sums + (16 * w), c40, c41, c42, c43);
        }

        if (R.Value > 5)
        {
            AddRow<C>(sums + (20 * w), c50, c51, c52, c53);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow<C>(float* row, V c0, V c1, V c2, V c3)
        where C : struct, ICount
    {
        int w = S.Width;
        S.Store(row, S.Add(S.Load(row), c0));
        if (C.Value > 1)
        {
            S.Store(row + w, S.Add(S.Load(row + w), c1));
        }

        if (C.Value > 2)
        {
            S.Store(row + (2 * w), S.Add(S.Load(row + (2 * w)), c2));
        }

        if (C.Value > 3)
        {
            S.Store(row + (3 * w), S.Add(S.Load(row + (3 * w)), c3));
        }
    }
}
