using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Modules.Features;
using MnistLstm.Engine.Numerics;

namespace MnistLstm.Engine.Modules;

/// <summary>
/// <c>nn.CrossEntropyLoss()</c> of scores [B, C] and labels: logp = (x - max) - log Σ exp(x - max), loss = -logp[label], the batch's loss
/// being the mean. Backward: dx = fma(-exp(logp), -1/B, onehot·(-1/B)), 1/B rounded to float.
/// </summary>
internal sealed unsafe class CrossEntropy(KernelSet kernels, FeatureBuffer scores)
{
    /// <summary>One sample's loss; writes the gradient of its scores when training.</summary>
    public float Sample(in Pass pass, int sample, int label)
    {
        int n = scores.Features;
        float* x = scores.Row(0, sample, pass.Batch);
        float* shifted = stackalloc float[scores.Pitch];
        float* exp = stackalloc float[scores.Pitch];
        float logSum = ScalarMath.Log(ShiftedExp(kernels, x, shifted, exp, n));
        for (int c = 0; c < n; c++)
        {
            shifted[c] -= logSum;
        }

        if (pass.Training)
        {
            float* dx = scores.GradientRow(0, sample, pass.Batch);
            float scale = -1f / pass.Batch;
            kernels.Exp(shifted, exp, n);
            for (int c = 0; c < n; c++)
            {
                dx[c] = MathF.FusedMultiplyAdd(0f - exp[c], scale, c == label ? scale : 0f);
            }
        }

        return 0f - shifted[label];
    }

    /// <summary>The first of the greatest scores.</summary>
    public int Predicted(in Pass pass, int sample)
    {
        float* x = scores.Row(0, sample, pass.Batch);
        int best = 0;
        for (int c = 1; c < scores.Features; c++)
        {
            if (x[c] > x[best])
            {
                best = c;
            }
        }

        return best;
    }

    /// <summary>shifted = x - max and exp = e^shifted, over <paramref name="n"/> floats with room for whole vectors; returns the sum of exp,
    /// ascending.</summary>
    public static float ShiftedExp(KernelSet kernels, float* x, float* shifted, float* exp, int n)
    {
        float max = x[0];
        for (int c = 1; c < n; c++)
        {
            if (x[c] > max)
            {
                max = x[c];
            }
        }

        for (int c = 0; c < n; c++)
        {
            shifted[c] = x[c] - max;
        }

        kernels.Exp(shifted, exp, n);
        float sum = 0f;
        for (int c = 0; c < n; c++)
        {
            sum += exp[c];
        }

        return sum;
    }
}
