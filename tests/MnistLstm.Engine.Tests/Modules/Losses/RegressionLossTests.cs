using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Modules.Features;
using MnistLstm.Engine.Modules.Losses;
using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Modules.Losses;

/// <summary>The losses of predicted numbers are PyTorch's, and so are their gradients.</summary>
public sealed unsafe class RegressionLossTests
{
    public static TheoryData<int, LossFunction> Cases
    {
        get
        {
            TheoryData<int, LossFunction> cases = [];
            for (int i = 0; i < RegressionGolden.Instance.Cases.Length; i++)
            {
                cases.Add(i, LossFunction.MseLoss);
                cases.Add(i, LossFunction.L1Loss);
                cases.Add(i, LossFunction.SmoothL1Loss);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_gradients_have_PyTorch_s_bits(int index, LossFunction function)
    {
        RegressionGolden.Case golden = RegressionGolden.Instance.Cases[index];
        Assert.Equal(golden.Gradients[Word(function)], Run(golden, function).Gradients);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_samples_losses_are_PyTorch_s_to_a_rounding(int index, LossFunction function)
    {
        RegressionGolden.Case golden = RegressionGolden.Instance.Cases[index];
        float[] losses = Run(golden, function).Losses;
        Assert.All(golden.Losses[Word(function)].Zip(losses), pair => Assert.InRange(pair.Second, pair.First * (1 - 4e-7f), pair.First * (1 + 4e-7f)));
    }

    [Fact]
    public void An_output_that_is_no_number_has_a_loss_that_is_none()
    {
        RegressionGolden.Case golden = RegressionGolden.Instance.Cases[1] with { Outputs = [1, 2, float.NaN, 4, 5] };
        foreach (LossFunction function in new[] { LossFunction.MseLoss, LossFunction.L1Loss, LossFunction.SmoothL1Loss })
        {
            Assert.Equal([false, false, true, false, false], Run(golden, function).Losses.Select(float.IsNaN));
        }
    }

    private static (float[] Losses, float[] Gradients) Run(RegressionGolden.Case golden, LossFunction function)
    {
        int width = golden.Targets.Length / golden.Samples;
        Workspace workspace = new(KernelSet.Of(SimdWidths.Best), golden.Samples, Parts: 1);
        using FeatureBuffer outputs = new(new FeatureShape(0, width), workspace, needsGradient: true, StepsRead.All);
        RegressionLoss loss = new(function, outputs);
        Pass pass = new(golden.Samples, Training: true);
        float[] losses = new float[golden.Samples];
        List<float> gradients = [];
        for (int b = 0; b < golden.Samples; b++)
        {
            golden.Outputs.AsSpan(b * width, width).CopyTo(new Span<float>(outputs.Row(0, b, golden.Samples), width));
            losses[b] = loss.Sample(pass, b, golden.Targets.AsSpan(b * width, width));
            gradients.AddRange(new ReadOnlySpan<float>(outputs.GradientRow(0, b, golden.Samples), width).ToArray());
        }

        return (losses, [.. gradients]);
    }

    private static string Word(LossFunction function) => function switch
    {
        LossFunction.MseLoss => "mse_loss",
        LossFunction.L1Loss => "l1_loss",
        _ => "smooth_l1_loss",
    };
}
