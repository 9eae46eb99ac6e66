using System.Runtime.CompilerServices;

namespace MnistLstm.Engine.Kernels;

/// <summary>The tile of a weight gradient: up to 6 columns of D by up to 4 vectors of X's columns, over some rows.</summary>
internal sealed unsafe partial class VectorKernels<S, V>
{
    /// <param name="d">D at the first row and the tile's first column.</param>
    /// <param name="dPitch">Floats between rows of D.</param>
    /// <param name="x">X at the first row and the tile's first column.</param>
    /// <param name="xPitch">Floats between rows of X.</param>
    /// <param name="rows">Rows to add.</param>
    /// <param name="sums">The blocks' sums so far, rows of 4 vectors; these rows' chains are added.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void GradientTile<R, C>(float* d, long dPitch, float* x, long xPitch, int rows, float* sums)
        where R : struct, ICount
        where C : struct, ICount
    {
        int w = S.Width;
        V c00 = S.Zero;
        V c01 = S.Zero;
        V c02 = S.Zero;
        V c03 = S.Zero;
        V c10 = S.Zero;
        V c11 = S.Zero;
        V c12 = S.Zero;
        V c13 = S.Zero;
        V c20 = S.Zero;
        V c21 = S.Zero;
        V c22 = S.Zero;
        V c23 = S.Zero;
        V c30 = S.Zero;
        V c31 = S.Zero;
        V c32 = S.Zero;
        V c33 = S.Zero;
        V c40 = S.Zero;
        V c41 = S.Zero;
        V c42 = S.Zero;
        V c43 = S.Zero;
        V c50 = S.Zero;
        V c51 = S.Zero;
        V c52 = S.Zero;
        V c53 = S.Zero;

        for (; rows > 0; rows--)
        {
            V b0 = S.Load(x);
            V b1 = C.Value > 1 ? S.Load(x + w) : b0;
            V b2 = C.Value > 2 ? S.Load(x + (2 * w)) : b0;
            V b3 = C.Value > 3 ? S.Load(x + (3 * w)) : b0;
            V a = S.Broadcast(d[0]);
            c00 = S.Fma(a, b0, c00);
            c01 = C.Value > 1 ? S.Fma(a, b1, c01) : c01;
            c02 = C.Value > 2 ? S.Fma(a, b2, c02) : c02;
            c03 = C.Value > 3 ? S.Fma(a, b3, c03) : c03;

            if (R.Value > 1)
            {
                a = S.Broadcast(d[1]);
                c10 = S.Fma(a, b0, c10);
                c11 = C.Value > 1 ? S.Fma(a, b1, c11) : c11;
                c12 = C.Value > 2 ? S.Fma(a, b2, c12) : c12;
                c13 = C.Value > 3 ? S.Fma(a, b3, c13) : c13;
            }

            if (R.Value > 2)
            {
                a = S.Broadcast(d[2]);
                c20 = S.Fma(a, b0, c20);
                c21 = C.Value > 1 ? S.Fma(a, b1, c21) : c21;
                c22 = C.Value > 2 ? S.Fma(a, b2, c22) : c22;
                c23 = C.Value > 3 ? S.Fma(a, b3, c23) : c23;
            }

            if (R.Value > 3)
            {
                a = S.Broadcast(d[3]);
                c30 = S.Fma(a, b0, c30);
                c31 = C.Value > 1 ? S.Fma(a, b1, c31) : c31;
                c32 = C.Value > 2 ? S.Fma(a, b2, c32) : c32;
                c33 = C.Value > 3 ? S.Fma(a, b3, c33) : c33;
            }

            if (R.Value > 4)
            {
                a = S.Broadcast(d[4]);
                c40 = S.Fma(a, b0, c40);
                c41 = C.Value > 1 ? S.Fma(a, b1, c41) : c41;
                c42 = C.Value > 2 ? S.Fma(a, b2, c42) : c42;
                c43 = C.Value > 3 ? S.Fma(a, b3, c43) : c43;
            }

            if (R.Value > 5)
            {
                a = S.Broadcast(d[5]);
                c50 = S.Fma(a, b0, c50);
                c51 = C.Value > 1 ? S.Fma(a, b1, c51) : c51;
                c52 = C.Value > 2 ? S.Fma(a, b2, c52) : c52;
                c53 = C.Value > 3 ? S.Fma(a, b3, c53) : c53;
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
