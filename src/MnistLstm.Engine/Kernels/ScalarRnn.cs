using MnistLstm.Engine.Numerics;

namespace MnistLstm.Engine.Kernels;

internal sealed unsafe partial class ScalarKernels
{
    public override void RnnForward(in RnnForwardArgs a)
    {
        for (int r = 0; r < a.Rows; r++)
        {
            for (int u = 0; u < a.HiddenSize; u++)
            {
                a.Hidden[(r * a.HiddenPitch) + u] = ScalarMath.Tanh(Chain(a.Bias[u], a.Segments, a.SegmentCount, r, a.Packed + u, a.HiddenSize));
            }
        }
    }

    public override void RnnBackward(in RnnBackwardArgs a)
    {
        for (int r = 0; r < a.Rows; r++)
        {
            for (int u = 0; u < a.HiddenSize; u++)
            {
                float h = a.Hidden[(r * a.HiddenPitch) + u];
                float dh = a.HiddenGradient[(r * a.HiddenGradientPitch) + u];
                a.Gates[(r * a.GatesPitch) + u] = dh * MathF.FusedMultiplyAdd(0f - h, h, 1f);
            }
        }
    }
}
