namespace MnistLstm.Engine.Kernels;

internal sealed unsafe partial class VectorKernels<S, V>
{
    public override void Multiply(float* x, float* y, float* output, int count)
    {
        for (int n = 0; n < count; n += S.Width)
        {
            StoreLanes(output + n, S.Multiply(S.Load(x + n), S.Load(y + n)), count - n);
        }
    }
}
