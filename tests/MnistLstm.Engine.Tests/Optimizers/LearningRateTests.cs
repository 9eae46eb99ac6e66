using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Optimization;

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

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void A_rate_below_zero_is_refused(double rate)
    {
        using SteppedOptimizer stepped = new(OptimizerGolden.Instance.Cases[0], s_start);
        Assert.Throws<ArgumentOutOfRangeException>(() => stepped.Optimizer.LearningRate = rate);
    }
}
