using MnistLstm.Engine.Kernels.Simd;

namespace MnistLstm.Engine.Kernels.Elementwise;

/// <summary>Products and exponentials of single values on vectors.</summary>
internal static unsafe class ArithmeticVector<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    public static void Multiply(float* x, float* y, float* output, int count)
    {
        for (int n = 0; n < count; n += S.Width)
        {
            Lanes<S, V>.Store(output + n, S.Multiply(S.Load(x + n), S.Load(y + n)), count - n);
        }
    }

    public static void Exp(float* x, float* output, int count)
    {
        for (int n = 0; n < count; n += S.Width)
        {
            S.Store(output + n, VectorMath<S, V>.Exp(S.Load(x + n)));
        }
    }

    public static void Scale(float* x, float factor, long count)
    {
        V factors = S.Broadcast(factor);
        for (long n = 0; n < count; n += S.Width)
        {
            S.Store(x + n, S.Multiply(S.Load(x + n), factors));
        }
    }
}
