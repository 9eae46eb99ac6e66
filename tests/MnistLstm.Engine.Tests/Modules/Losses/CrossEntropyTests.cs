using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Modules.Features;
using MnistLstm.Engine.Modules.Losses;
using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Modules.Losses;

/// <summary>The cross-entropy with label smoothing and class weights is PyTorch's, and so is its gradient.</summary>
public sealed unsafe class CrossEntropyTests
{
    public static TheoryData<int, int> Cases
    {
        get
        {
            TheoryData<int, int> cases = [];
            for (int batch = 0; batch < CrossEntropyGolden.Instance.Batches.Length; batch++)
            {
                for (int at = 0; at < CrossEntropyGolden.Instance.Batches[batch].Cases.Length; at++)
                {
                    cases.Add(batch, at);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_samples_losses_are_PyTorch_s_to_some_roundings(int batch, int at)
    {
        CrossEntropyGolden.Case golden = CrossEntropyGolden.Instance.Batches[batch].Cases[at];
        float[] losses = Run(batch, at).Losses;
        Assert.All(golden.Losses.Zip(losses), pair => Assert.Equal(pair.First, pair.Second, 1e-6 * Math.Max(1, Math.Abs(pair.First))));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_batch_s_loss_is_PyTorch_s(int batch, int at)
    {
        CrossEntropyGolden.Batch data = CrossEntropyGolden.Instance.Batches[batch];
        CrossEntropyGolden.Case golden = data.Cases[at];
        double divisor = golden.Weighted ? data.Labels.Sum(label => (double)data.Weights[label]) : data.Labels.Length;
        Assert.Equal(golden.Loss, Run(batch, at).Losses.Sum(loss => (double)loss) / divisor, 1e-6 * Math.Max(1, golden.Loss));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_gradients_are_PyTorch_s_to_some_roundings(int batch, int at)
    {
        CrossEntropyGolden.Case golden = CrossEntropyGolden.Instance.Batches[batch].Cases[at];
        Assert.All(golden.Gradients.Zip(Run(batch, at).Gradients), pair => Assert.Equal(pair.First, pair.Second, 3e-7));
    }

    [Fact]
    public void Smoothing_of_nothing_and_weights_of_one_change_no_bit()
    {
        (float[] losses, float[] gradients) = Run(2, 0);
        (float[] weightedLosses, float[] weightedGradients) = Run(2, 0, [.. Enumerable.Repeat(1f, 10)]);
        Assert.Equal(losses, weightedLosses);
        Assert.Equal(gradients, weightedGradients);
    }

    [Fact]
    public void The_sum_of_weights_has_PyTorch_s_bits()
    {
        CrossEntropyGolden.WeightSums golden = CrossEntropyGolden.Instance.Totals;
        Assert.All(golden.Sums, pair =>
        {
            WeightSum sum = default;
            for (long n = 0; n < pair.Key; n++)
            {
                sum.Add(golden.Weights[n * n % 7]);
            }

            Assert.Equal(pair.Value, sum.Total);
        });
    }

    private static (float[] Losses, float[] Gradients) Run(int batch, int at, float[]? weights = null)
    {
        CrossEntropyGolden.Batch data = CrossEntropyGolden.Instance.Batches[batch];
        CrossEntropyGolden.Case golden = data.Cases[at];
        int count = data.Labels.Length;
        Workspace workspace = new(KernelSet.Of(SimdWidths.Best), count, Parts: 1);
        using FeatureBuffer scores = new(new FeatureShape(0, data.Classes), workspace, needsGradient: true, StepsRead.All);
        weights ??= golden.Weighted ? data.Weights : null;
        WeightSum sum = default;
        foreach (int label in data.Labels)
        {
            sum.Add(weights?[label] ?? 1f);
        }

        CrossEntropy loss = new(KernelSet.Of(SimdWidths.Best), scores)
        {
            LabelSmoothing = golden.LabelSmoothing, Weights = weights, TotalWeight = sum.Total,
        };
        Pass pass = new(count, Training: true);
        float[] losses = new float[count];
        List<float> gradients = [];
        for (int b = 0; b < count; b++)
        {
            data.Scores.AsSpan(b * data.Classes, data.Classes).CopyTo(new Span<float>(scores.Row(0, b, count), data.Classes));
            losses[b] = loss.Sample(pass, b, data.Labels[b]);
            gradients.AddRange(new ReadOnlySpan<float>(scores.GradientRow(0, b, count), data.Classes).ToArray());
        }

        return (losses, [.. gradients]);
    }
}
