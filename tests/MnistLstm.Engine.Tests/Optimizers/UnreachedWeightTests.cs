using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Optimizers;

/// <summary>A weight the batch did not reach has a gradient of exactly 0, and is treated as any other.</summary>
public sealed class UnreachedWeightTests
{
    public static TheoryData<string> Moving => new("adam", "adamw_wd0.01", "sgd_momentum0.9", "sgd_nesterov0.99", "rmsprop_momentum0.5");

    public static TheoryData<string> Decaying => new("adam_lr0.01_wd0.01", "adamw_wd0.01", "sgd_wd0.01", "rmsprop_wd0.01");

    [Theory]
    [MemberData(nameof(Moving))]
    public void What_an_earlier_batch_began_goes_on(string name)
    {
        using SteppedOptimizer stepped = new(Of(name), [0f]);
        stepped.Step([1f]);
        float before = stepped.Parameters.Values[0];

        stepped.Step([0f]);

        Assert.True(stepped.Parameters.Values[0] < before, $"expected less than {before}, got {stepped.Parameters.Values[0]}");
    }

    [Theory]
    [MemberData(nameof(Decaying))]
    public void It_decays_towards_zero(string name)
    {
        using SteppedOptimizer stepped = new(Of(name), [0.5f, -0.5f]);

        stepped.Step([0f, 0f]);

        Assert.InRange(stepped.Parameters.Values[0], 0.4f, 0.5f - 1e-6f);
        Assert.InRange(stepped.Parameters.Values[1], -0.5f + 1e-6f, -0.4f);
    }

    [Theory]
    [InlineData("sgd")]
    [InlineData("rmsprop")]
    [InlineData("adamw")]
    public void Without_momentum_and_decay_it_stays(string name)
    {
        using SteppedOptimizer stepped = new(Of(name), [0.5f, -0.5f]);

        stepped.Step([0f, 0f]);

        Assert.Equal([0.5f, -0.5f], stepped.Parameters.Values.ToArray());
    }

    private static OptimizerGolden.Case Of(string name) => LongRuns.Cases.Single(c => c.Name == name);
}
