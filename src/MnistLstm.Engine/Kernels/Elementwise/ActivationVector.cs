using System.Runtime.CompilerServices;
using MnistLstm.Engine.Kernels.Simd;

namespace MnistLstm.Engine.Kernels.Elementwise;

/// <summary>ReLU and tanh with their gradients on vectors.</summary>
internal static unsafe class ActivationVector<S, V>
    where S : struct, ISimd<V>
    where V : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Relu(float* x, float* output, int count)
    {
        for (int n = 0; n < count; n += S.Width)
        {
            V value = S.Load(x + n);
            Lanes<S, V>.Store(output + n, S.Select(S.LessThan(value, S.Zero), S.Zero, value), count - n);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ReluBackward(float* y, float* dy, float* output, int count)
    {
        for (int n = 0; n < count; n += S.Width)
        {
            Lanes<S, V>.Store(output + n, S.Select(S.LessThan(S.Zero, S.Load(y + n)), S.Load(dy + n), S.Zero), count - n);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tanh(float* x, float* output, int count)
    {
        for (int n = 0; n < count; n += S.Width)
        {
            Lanes<S, V>.Store(output + n, VectorMath<S, V>.Tanh(S.Load(x + n)), count - n);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TanhBackward(float* y, float* dy, float* output, int count)
    {
        V one = S.Broadcast(1f);
        for (int n = 0; n < count; n += S.Width)
        {
            V value = S.Load(y + n);
            Lanes<S, V>.Store(output + n, S.Multiply(S.Load(dy + n), S.Fma(S.Subtract(S.Zero, value), value, one)), count - n);
        }
    }
}
