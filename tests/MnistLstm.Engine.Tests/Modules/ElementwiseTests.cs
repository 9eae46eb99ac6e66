using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Modules.Features;

namespace MnistLstm.Engine.Tests.Modules;

/// <summary>A layer that maps every value by itself touches just what is asked of it.</summary>
public sealed unsafe class ElementwiseTests
{
    private const int Batch = 2;
    private const int Steps = 3;

    private static readonly Pass s_pass = new(Batch, Training: true);
    private static readonly Workspace s_workspace = new(KernelSet.Of(SimdWidths.Best), Batch, Parts: 1);

    [Fact]
    public void A_dropout_of_nothing_hands_its_input_on_and_leaves_values_and_gradients_alone()
    {
        using FeatureBuffer input = new(new FeatureShape(0, 4), s_workspace, needsGradient: true, StepsRead.All);
        Dropout dropout = new(0);
        Assert.Same(input, dropout.Prepare(s_workspace, input, StepsRead.All));
        new Span<float>(input.Row(0, 0, Batch), 4).Fill(7);
        new Span<float>(input.GradientRow(0, 0, Batch), 4).Fill(5);

        dropout.Forward(s_pass, 0, Batch);
        dropout.Backward(s_pass, 0, Batch);

        Assert.Equal([7, 7, 7, 7], new Span<float>(input.Row(0, 0, Batch), 4));
        Assert.Equal([5, 5, 5, 5], new Span<float>(input.GradientRow(0, 0, Batch), 4));
    }

    [Fact]
    public void Where_the_last_step_alone_is_read_no_other_is_computed()
    {
        using FeatureBuffer input = new(new FeatureShape(Steps, 4), s_workspace, needsGradient: true, StepsRead.Last);
        Relu relu = new();
        using FeatureBuffer output = relu.Prepare(s_workspace, input, StepsRead.Last);
        for (int t = 0; t < Steps; t++)
        {
            new Span<float>(input.Row(t, 0, Batch), 4).Fill(7);
            new Span<float>(output.Row(t, 0, Batch), 4).Fill(-1);
        }

        relu.Forward(s_pass, 0, Batch);

        Assert.Equal([-1, -1, 7], Enumerable.Range(0, Steps).Select(t => *output.Row(t, 0, Batch)));
    }

    // Another part's thread does the next sample at the same time.
    [Fact]
    public void The_gradient_of_final_states_is_changed_in_the_part_s_samples_alone()
    {
        using FeatureBuffer input = new(new FeatureShape(Steps, 4, Directions: 2), s_workspace, needsGradient: true, StepsRead.Final);
        Relu relu = new();
        using FeatureBuffer output = relu.Prepare(s_workspace, input, StepsRead.Final);
        for (int b = 0; b < Batch; b++)
        {
            new Span<float>(input.Row(Steps - 1, b, Batch), 4).Fill(-1);
            new Span<float>(input.Row(0, b, Batch), 4).Fill(-1);
            new Span<float>(Gradient(b), 4).Fill(5);
        }

        relu.Forward(s_pass, 0, Batch);
        relu.Backward(s_pass, 0, 1);

        Assert.Equal([0, 0, 0, 0], new Span<float>(Gradient(0), 4));
        Assert.Equal([5, 5, 5, 5], new Span<float>(Gradient(1), 4));

        float* Gradient(int sample) => output.GradientRow(output.FinalStep(0), sample, Batch);
    }

    [Fact]
    public void What_it_made_is_given_back_when_it_is_freed_and_its_input_is_not()
    {
        using FeatureBuffer input = new(new FeatureShape(0, 4), s_workspace, needsGradient: false, StepsRead.All);
        Relu relu = new();
        FeatureBuffer output = relu.Prepare(s_workspace, input, StepsRead.All);
        Assert.False(output.Row(0, 0, Batch) == null);

        relu.Free();

        Assert.True(output.Row(0, 0, Batch) == null);
        Assert.False(input.Row(0, 0, Batch) == null);
    }
}
