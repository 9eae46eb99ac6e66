namespace MnistLstm.Engine.Kernels;

internal sealed unsafe partial class VectorKernels<S, V>
{
    public override void Scale(float* x, float factor, long count)
    {
        V factors = S.Broadcast(factor);
        for (long n = 0; n < count; n += S.Width)
        {
            S.Store(x + n, S.Multiply(S.Load(x + n), factors));
        }
    }
}
