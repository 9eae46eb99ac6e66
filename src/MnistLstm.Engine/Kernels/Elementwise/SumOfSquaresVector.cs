using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MnistLstm.Engine.Kernels.Simd;

namespace MnistLstm.Engine.Kernels.Elementwise;

/// <summary>Σ x² in double, on vectors.</summary>
internal static unsafe class SumOfSquaresVector<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    // The lanes are fixed, so the width of the vectors that hold them is not to be seen in the sum. Squares of floats are exact in double:
    // there is nothing for an FMA to save.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sum(float* x, int count)
    {
        double* lanes = stackalloc double[SquareSums.Lanes];
        int whole = count / SquareSums.Lanes * SquareSums.Lanes;
        if (S.Width == 16)
        {
            Lanes512(x, whole, lanes);
        }
        else if (S.Width == 8)
        {
            Lanes256(x, whole, lanes);
        }
        else
        {
            Lanes128(x, whole, lanes);
        }

        for (int n = whole; n < count; n++)
        {
            lanes[n - whole] += (double)x[n] * x[n];
        }

        return SquareSums.Add(lanes);
    }

    private static void Lanes512(float* x, int count, double* lanes)
    {
        Vector512<double> s0 = Vector512<double>.Zero, s1 = s0;
        for (int n = 0; n < count; n += SquareSums.Lanes)
        {
            (Vector512<double> low, Vector512<double> high) = Vector512.Widen(Vector512.Load(x + n));
            s0 += low * low;
            s1 += high * high;
        }

        s0.Store(lanes);
        s1.Store(lanes + 8);
    }

    private static void Lanes256(float* x, int count, double* lanes)
    {
        Vector256<double> s0 = Vector256<double>.Zero, s1 = s0, s2 = s0, s3 = s0;
        for (int n = 0; n < count; n += SquareSums.Lanes)
        {
            (Vector256<double> a, Vector256<double> b) = Vector256.Widen(Vector256.Load(x + n));
            (Vector256<double> c, Vector256<double> d) = Vector256.Widen(Vector256.Load(x + n + 8));
            s0 += a * a;
            s1 += b * b;
            s2 += c * c;
            s3 += d * d;
        }

        s0.Store(lanes);
        s1.Store(lanes + 4);
        s2.Store(lanes + 8);
        s3.Store(lanes + 12);
    }

    private static void Lanes128(float* x, int count, double* lanes)
    {
        Vector128<double> s0 = Vector128<double>.Zero, s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
        for (int n = 0; n < count; n += SquareSums.Lanes)
        {
            (Vector128<double> a, Vector128<double> b) = Vector128.Widen(Vector128.Load(x + n));
            (Vector128<double> c, Vector128<double> d) = Vector128.Widen(Vector128.Load(x + n + 4));
            (Vector128<double> e, Vector128<double> f) = Vector128.Widen(Vector128.Load(x + n + 8));
            (Vector128<double> g, Vector128<double> h) = Vector128.Widen(Vector128.Load(x + n + 12));
            s0 += a * a;
            s1 += b * b;
            s2 += c * c;
            s3 += d * d;
            s4 += e * e;
            s5 += f * f;
            s6 += g * g;
            s7 += h * h;
        }

        s0.Store(lanes);
        s1.Store(lanes + 2);
        s2.Store(lanes + 4);
        s3.Store(lanes + 6);
        s4.Store(lanes + 8);
        s5.Store(lanes + 10);
        s6.Store(lanes + 12);
        s7.Store(lanes + 14);
    }
}
