using System.Runtime.CompilerServices;
using MnistLstm.Engine.Kernels.Simd;

namespace MnistLstm.Engine.Kernels.Elementwise;

/// <summary>Products and exponentials of single values on vectors.</summary>
internal static unsafe class ArithmeticVector<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    // A product also where nothing is kept: a zero has the sign of what it came from.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Drop(float* x, byte* kept, long at, float factor, float* output, int count)
    {
        V factors = S.Broadcast(factor);
        for (int n = 0; n < count; n += S.Width)
        {
            uint bits = Unsafe.ReadUnaligned<uint>(kept + ((at + n) >> 3)) >> (int)((at + n) & 7);
            Lanes<S, V>.Store(output + n, S.Multiply(S.Load(x + n), S.Choose(bits, factors)), count - n);
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

    public static void Clamp(float* x, float limit, long count)
    {
        V most = S.Broadcast(limit);
        V least = S.Broadcast(-limit);
        for (long n = 0; n < count; n += S.Width)
        {
            S.Store(x + n, S.AtLeast(least, S.AtMost(most, S.Load(x + n))));
        }
    }
}
