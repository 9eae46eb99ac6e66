using System.Runtime.CompilerServices;

namespace MnistLstm.Engine.Kernels;

internal sealed unsafe partial class VectorKernels<S, V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Relu(float* x, float* output, int count)
    {
        for (int n = 0; n < count; n += S.Width)
        {
            V value = S.Load(x + n);
            StoreLanes(output + n, S.Select(S.LessThan(value, S.Zero), S.Zero, value), count - n);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void ReluBackward(float* y, float* dy, float* output, int count)
    {
        for (int n = 0; n < count; n += S.Width)
        {
            StoreLanes(output + n, S.Select(S.LessThan(S.Zero, S.Load(y + n)), S.Load(dy + n), S.Zero), count - n);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Tanh(float* x, float* output, int count)
    {
        for (int n = 0; n < count; n += S.Width)
        {
            StoreLanes(output + n, VectorMath<S, V>.Tanh(S.Load(x + n)), count - n);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void TanhBackward(float* y, float* dy, float* output, int count)
    {
        V one = S.Broadcast(1f);
        for (int n = 0; n < count; n += S.Width)
        {
            V value = S.Load(y + n);
            StoreLanes(output + n, S.Multiply(S.Load(dy + n), S.Fma(S.Subtract(S.Zero, value), value, one)), count - n);
        }
    }
}
