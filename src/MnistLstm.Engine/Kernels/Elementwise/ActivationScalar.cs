using MnistLstm.Engine.Numerics;

namespace MnistLstm.Engine.Kernels.Elementwise;

/// <summary>ReLU and tanh with their gradients in plain loops.</summary>
internal static unsafe class ActivationScalar
{
    public static void Relu(float* x, float* output, int count)
    {
        for (int n = 0; n < count; n++)
        {
            output[n] = x[n] < 0f ? 0f : x[n];
        }
    }

    public static void ReluBackward(float* y, float* dy, float* output, int count)
    {
        for (int n = 0; n < count; n++)
        {
            output[n] = 0f < y[n] ? dy[n] : 0f;
        }
    }

    public static void Tanh(float* x, float* output, int count)
    {
        for (int n = 0; n < count; n++)
        {
            output[n] = ScalarMath.Tanh(x[n]);
        }
    }

    public static void TanhBackward(float* y, float* dy, float* output, int count)
    {
        for (int n = 0; n < count; n++)
        {
            output[n] = dy[n] * MathF.FusedMultiplyAdd(0f - y[n], y[n], 1f);
        }
    }
}
