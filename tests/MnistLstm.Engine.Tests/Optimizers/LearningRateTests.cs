using MnistLstm.Engine.Schedulers;
using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Optimizers;

/// <summary>The learning rate may change between steps.</summary>
public sealed class LearningRateTests
{
    private static readonly float[] s_start = [.. OptimizerGolden.Floats(OptimizerGolden.Instance.Start)];

    public static TheoryData<string> Cases => [.. OptimizerGolden.Instance.Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_first_step_with_a_rate_set_is_that_of_an_optimizer_made_with_it(string name)
    {
        OptimizerGolden.Case golden = OptimizerGolden.Instance.Cases.Single(c => c.Name == name);
        using SteppedOptimizer made = new(golden with { LearningRate = 0.03 }, s_start);
        using SteppedOptimizer set = new(golden, s_start);
        Assert.Equal(golden.LearningRate, set.Optimizer.LearningRate);
        set.Optimizer.LearningRate = 0.03;
        made.Step(OptimizerGolden.Floats(OptimizerGolden.Instance.Gradients[0]));
        set.Step(OptimizerGolden.Floats(OptimizerGolden.Instance.Gradients[0]));
        Assert.Equal(made.Bits(), set.Bits());
    }

    // LinearLR from 1/3 to 0: in the sixth epoch PyTorch's own rounding leaves the rate below 0, and PyTorch trains on.
    [Fact]
    public void A_schedule_that_ends_a_little_below_zero_is_followed()
    {
        LinearLr schedule = new(0.01, startFactor: 1.0 / 3, endFactor: 0, totalIters: 5);
        using SteppedOptimizer stepped = new(new OptimizerGolden.Case("", "sgd", 0.001, 0, 0, false, 1f, []), [0f]);
        for (int epoch = 0; epoch < 5; epoch++)
        {
            schedule.Step();
        }

        stepped.Optimizer.LearningRate = schedule.LearningRate;
        stepped.Step([3f]);

        Assert.Equal(-1.480297366166875e-19, schedule.LearningRate);
        Assert.Equal(MathF.FusedMultiplyAdd((float)-schedule.LearningRate, 3f, 0f), stepped.Parameters.Values[0]);
    }

    [Theory]
    [InlineData("adam")]
    [InlineData("adamw")]
    [InlineData("sgd")]
    [InlineData("rmsprop")]
    public void No_rate_that_a_schedule_comes_to_ends_a_run(string optimizer)
    {
        using SteppedOptimizer stepped = new(new OptimizerGolden.Case("", optimizer, 0.1, 0.1, 0, false, 1f, []), [1f]);
        foreach (double rate in new[] { -0.1, 1e39, double.PositiveInfinity, double.NaN })
        {
            stepped.Optimizer.LearningRate = rate;
            stepped.Step([1f]);
        }

        Assert.Equal(4, stepped.Optimizer.Steps);
        Assert.True(float.IsNaN(stepped.Parameters.Values[0]));
    }
}
