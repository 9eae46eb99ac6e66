using MnistLstm.Runner.Engines;

namespace MnistLstm.TorchSharp.Tests;

public class TorchStepsTests
{
    // All samples are one batch, so that losses of different steps can be compared.
    private static readonly TimedShape s_shape =
        new(BatchSize: 64, EvaluationBatch: 64, Steps: 5, InputSize: 7, HiddenSize: 16, Layers: 2, Bidirectional: true, Classes: 10, Samples: 64);

    [Fact]
    public void A_step_trains_the_model()
    {
        using TorchSteps steps = new(s_shape, threads: 1);
        float first = steps.Train();

        for (int step = 0; step < 100; step++)
        {
            steps.Train();
        }

        Assert.Equal(Math.Log(10), first, 0.1);
        Assert.True(steps.Train() < first - 0.01f);
    }

    [Fact]
    public void An_evaluation_changes_nothing_and_sees_what_steps_have_changed()
    {
        using TorchSteps steps = new(s_shape, threads: 1);
        float before = steps.Evaluate();

        Assert.Equal(before, steps.Evaluate());
        steps.Train();
        Assert.NotEqual(before, steps.Evaluate());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Libtorch_runs_on_the_threads_that_are_asked_for(int threads)
    {
        using TorchSteps steps = new(s_shape, threads);

        steps.Train();

        Assert.Equal(threads, global::TorchSharp.torch.get_num_threads());
    }

    [Fact]
    public void Fewer_samples_than_a_batch_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TorchSteps(s_shape with { Samples = 63 }, threads: 1));
}
