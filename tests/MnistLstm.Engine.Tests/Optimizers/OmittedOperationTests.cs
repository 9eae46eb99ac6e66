using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Optimizers;

/// <summary>Where PyTorch leaves an operation out, doing it with zero would turn -0 into +0, and infinity into NaN.</summary>
public sealed class OmittedOperationTests
{
    [Theory]
    [InlineData("adam", "exp_avg=0000000000000000 exp_avg_sq=0000000000000000")]
    [InlineData("sgd_momentum0.9", "momentum_buffer=8000000080000000")]
    [InlineData("sgd_nesterov0.99", "momentum_buffer=8000000080000000")]
    [InlineData("rmsprop_momentum0.5", "square_avg=0000000000000000 momentum_buffer=0000000000000000")]
    public void Only_SGDs_momentum_buffer_starts_as_the_gradient_itself(string name, string expected)
    {
        foreach (SimdWidth width in Enum.GetValues<SimdWidth>())
        {
            using SteppedOptimizer stepped = new(LongRuns.Cases.Single(c => c.Name == name), [0f, 1f]);

            stepped.Step([-0f, -0f], width);

            IReadOnlyList<OptimizerStateTensor> tensors = stepped.Optimizer.SaveState().Tensors;
            Assert.Equal(expected, string.Join(" ", tensors.Select(t => $"{t.Name}={OptimizerGolden.Bits(t.Values.Span)}")));
        }
    }

    [Theory]
    [InlineData(0, "8000000080000000")]
    [InlineData(1e-60, "0000000080000000")]
    public void A_weight_decay_of_zero_is_no_operation_and_a_tiny_one_is(double weightDecay, string buffer)
    {
        // fma(0, p, -0) is +0 for a positive p. 1e-60 is 0 as float32, yet not 0 when PyTorch asks.
        OptimizerGolden.Case golden = new("", "sgd", 0.1, weightDecay, 0.9, false, 1f, []);
        foreach (SimdWidth width in Enum.GetValues<SimdWidth>())
        {
            using SteppedOptimizer stepped = new(golden, [2f, -2f]);

            stepped.Step([-0f, -0f], width);

            Assert.Equal(buffer, OptimizerGolden.Bits(stepped.Optimizer.SaveState().Tensors.Single().Values.Span));
        }
    }

    [Theory]
    [InlineData("adam")]
    [InlineData("sgd_momentum0.9")]
    [InlineData("rmsprop")]
    public void A_weight_decay_of_zero_leaves_the_gradient_of_an_infinite_weight_finite(string name)
    {
        // fma(0, infinity, 1) would be NaN.
        foreach (SimdWidth width in Enum.GetValues<SimdWidth>())
        {
            using SteppedOptimizer stepped = new(LongRuns.Cases.Single(c => c.Name == name), [float.PositiveInfinity]);

            stepped.Step([1f], width);

            Assert.True(float.IsPositiveInfinity(stepped.Parameters.Values[0]));
            Assert.All(stepped.Optimizer.SaveState().Tensors, t => Assert.True(float.IsFinite(t.Values.Span[0])));
        }
    }
}
