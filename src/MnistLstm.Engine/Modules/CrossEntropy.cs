using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Modules.Features;
using MnistLstm.Engine.Numerics;

namespace MnistLstm.Engine.Modules;

/// <summary>
/// <c>nn.CrossEntropyLoss(weight, label_smoothing)</c> of scores [B, C] and labels: logp = (x - max) - log Σ exp(x - max), loss = -logp[label], the
/// batch's loss being the mean. Backward: dx = fma(-exp(logp), Σ d, d), d being -1/B at the label and 0 elsewhere, 1/B rounded to float.
/// <para>
/// With smoothing ε (Szegedy et al., "Rethinking the Inception Architecture for Computer Vision", 2016) and weights w, 1 where there are none, a sample's
/// loss is (1 - ε)·(-w[label]·logp[label]) + (ε / C)·(-Σ w[c]·logp[c]), the batch's their sum over W, which is the sum of the samples' w[label], and
/// d[c] = -w[c]·(ε / C) / W, at the label -w[label]·(1 - ε) / W more.
/// </para>
/// </summary>
internal sealed unsafe class CrossEntropy(KernelSet kernels, FeatureBuffer scores)
{
    private float _ofLabel = 1f; // 1 - ε
    private float _ofEach; // ε / C

    /// <summary>ε: the part of a sample's weight that all classes share, from 0 to less than 1.</summary>
    public double LabelSmoothing
    {
        set => (_ofLabel, _ofEach) = ((float)(1 - value), (float)(value / scores.Features));
    }

    /// <summary>w, [C]; null for weights of 1.</summary>
    public float[]? Weights { get; set; }

    /// <summary>W of the training batch at hand, from <c>WeightSum</c>; without weights it is B.</summary>
    public float TotalWeight { get; set; }

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
            kernels.Exp(shifted, exp, n);
            Gradient(exp, scores.GradientRow(0, sample, pass.Batch), label, Weights is null ? pass.Batch : TotalWeight);
        }

        float loss = 0f - (shifted[label] * Weight(label));
        return _ofEach == 0f ? loss : (_ofLabel * loss) + (_ofEach * Smooth(shifted));
    }

    private float Weight(int c) => Weights is null ? 1f : Weights[c];

    private float Smooth(float* logProbabilities)
    {
        float sum = 0f;
        for (int c = 0; c < scores.Features; c++)
        {
            sum += logProbabilities[c] * Weight(c);
        }

        return 0f - sum;
    }

    private void Gradient(float* probabilities, float* dx, int label, float total)
    {
        float each = _ofEach == 0f ? 0f : 0f - (_ofEach / total);
        float atLabel = 0f - (_ofLabel / total);
        float sum = 0f;
        for (int c = 0; c < scores.Features; c++)
        {
            float d = Weight(c) * each;
            dx[c] = c == label ? (Weight(c) * atLabel) + d : d;
            sum += dx[c];
        }

        for (int c = 0; c < scores.Features; c++)
        {
            dx[c] = MathF.FusedMultiplyAdd(0f - probabilities[c], sum, dx[c]);
        }
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
