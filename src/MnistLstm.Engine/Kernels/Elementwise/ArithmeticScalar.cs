using MnistLstm.Engine.Numerics;

namespace MnistLstm.Engine.Kernels.Elementwise;

/// <summary>Products and exponentials of single values in plain loops.</summary>
internal static unsafe class ArithmeticScalar
{
    public static void Drop(float* x, byte* kept, long at, float factor, float* output, int count)
    {
        for (int n = 0; n < count; n++)
        {
            bool isKept = ((kept[(at + n) >> 3] >> (int)((at + n) & 7)) & 1) != 0;
            output[n] = x[n] * (isKept ? factor : 0f);
        }
    }

    public static void Exp(float* x, float* output, int count)
    {
        for (int n = 0; n < count; n++)
        {
            output[n] = ScalarMath.Exp(x[n]);
        }
    }

    public static void Scale(float* x, float factor, long count)
    {
        for (long n = 0; n < count; n++)
        {
            x[n] *= factor;
        }
    }

    public static void Clamp(float* x, float limit, long count)
    {
        for (long n = 0; n < count; n++)
        {
            x[n] = x[n] > limit ? limit : x[n] < -limit ? -limit : x[n];
        }
    }
}
