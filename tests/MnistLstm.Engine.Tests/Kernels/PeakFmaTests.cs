using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Kernels;

namespace MnistLstm.Engine.Tests.Kernels;

public sealed class PeakFmaTests
{
    [Theory]
    [InlineData(SimdWidth.Scalar)]
    [InlineData(SimdWidth.Vector128)]
    [InlineData(SimdWidth.Vector256)]
    [InlineData(SimdWidth.Vector512)]
    public void Every_chain_is_computed(SimdWidth width)
    {
        // From 0, 1, … 11 each chain halves its distance to 2; one round gives c/2 + 1, and idle chains keep their start.
        int chains = PeakFma.FlopsPerRound(width) / (2 * (int)width);
        float sumOfStarts = 66f;
        float stepped = (sumOfStarts / 2) + 12;
        float expected = width == SimdWidth.Scalar ? 1f : chains == 24 ? 2 * stepped : stepped + sumOfStarts;
        Assert.Equal(expected, PeakFma.Run(width, rounds: 1));
    }

    [Fact]
    public void Chains_stay_near_two_however_long_they_are()
    {
        SimdWidth width = SimdWidths.Best;
        float sum = PeakFma.Run(width, rounds: 100_000);
        Assert.InRange(sum, 2f, 24 * 2f + 66f);
    }

    [Fact]
    public void Two_threads_do_twice_the_operations_of_a_round()
    {
        using PeakExecution one = new(new ExecutionOptions(1, SimdWidths.Best));
        using PeakExecution two = new(new ExecutionOptions(2, SimdWidths.Best));
        two.Run(rounds: 10);
        Assert.Equal(2 * one.FlopsPerRound, two.FlopsPerRound);
    }

    [Fact]
    public void No_round_at_all_is_an_error()
    {
        using PeakExecution peak = new(ExecutionOptions.Default);
        Assert.Throws<ArgumentOutOfRangeException>(() => peak.Run(0));
    }
}
