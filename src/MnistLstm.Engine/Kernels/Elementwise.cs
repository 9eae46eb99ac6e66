namespace MnistLstm.Engine.Kernels;

internal sealed unsafe partial class VectorKernels<S, V>
{
    public override void Exp(float* x, float* output, int count)
    {
        for (int n = 0; n < count; n += S.Width)
        {
            S.Store(output + n, VectorMath<S, V>.Exp(S.Load(x + n)));
        }
    }
}
