using MnistLstm.Engine.Modules.Features;

namespace MnistLstm.Engine.Modules.Losses;

/// <summary>
/// The losses of outputs [B, K] and real targets [B, K]. With d = y - t a sample's loss is the sum over its K terms, ascending from +0, over K; the
/// batch's loss is the mean. Backward, n being B · K in float: mse_loss dx = (2 / n)·d; l1_loss dx = ±1 / n, +0 where d is 0; smooth_l1_loss
/// dx = (1 / n)·d where |d| &lt; 1, else ±1 / n.
/// </summary>
/// <param name="function">Which; not the cross-entropy.</param>
/// <param name="outputs">[B, K].</param>
internal sealed unsafe class RegressionLoss(LossFunction function, FeatureBuffer outputs)
{
    /// <summary>One sample's loss; writes the gradient of its outputs when training.</summary>
    public float Sample(in Pass pass, int sample, ReadOnlySpan<float> targets)
    {
        int count = outputs.Features;
        float* y = outputs.Row(0, sample, pass.Batch);
        float sum = 0f;
        for (int k = 0; k < count; k++)
        {
            sum = Add(sum, y[k] - targets[k]);
        }

        if (pass.Training)
        {
            float* dy = outputs.GradientRow(0, sample, pass.Batch);
            float scale = (function == LossFunction.MseLoss ? 2f : 1f) / (float)((long)pass.Batch * count);
            for (int k = 0; k < count; k++)
            {
                dy[k] = Gradient(y[k] - targets[k], scale);
            }
        }

        return sum / count;
    }

    private float Add(float sum, float d) => function switch
    {
        LossFunction.MseLoss => MathF.FusedMultiplyAdd(d, d, sum),
        LossFunction.L1Loss => sum + MathF.Abs(d),
        _ => MathF.Abs(d) < 1f ? MathF.FusedMultiplyAdd(0.5f * d, d, sum) : sum + (MathF.Abs(d) - 0.5f),
    };

    private float Gradient(float d, float scale) =>
        function == LossFunction.MseLoss || (function == LossFunction.SmoothL1Loss && MathF.Abs(d) < 1f) ? scale * d
        : d > 0f ? scale
        : d < 0f ? -scale
        : 0f;
}
