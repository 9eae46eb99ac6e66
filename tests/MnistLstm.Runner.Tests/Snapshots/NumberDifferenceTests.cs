using MnistLstm.Runner.Snapshots;

namespace MnistLstm.Runner.Tests.Snapshots;

public class NumberDifferenceTests
{
    [Fact]
    public void Neighbours_are_one_ulp_apart() => Assert.Equal("1 ulp", NumberDifference.Describe(1.25, Math.BitIncrement(1.25)));

    [Fact]
    public void A_small_number_of_steps_is_counted() => Assert.Equal("17 ulps", NumberDifference.Describe(0.5, Step(0.5, 17)));

    [Fact]
    public void A_thousand_steps_are_counted_and_one_more_is_relative()
    {
        Assert.Equal("1000 ulps", NumberDifference.Describe(1.0, Step(1.0, 1000)));
        Assert.Equal("relative 2.2e-13", NumberDifference.Describe(1.0, Step(1.0, 1001)));
    }

    [Theory]
    [InlineData(1.2411873, 1.2376204, "relative 2.9e-3")]
    [InlineData(-2.0, 2.0, "relative 2.0e0")]
    [InlineData(0.0, 0.5, "relative 1.0e0")]
    public void A_large_difference_is_relative_to_what_was_expected(double expected, double got, string text) =>
        Assert.Equal(text, NumberDifference.Describe(expected, got));

    [Fact]
    public void Steps_are_counted_across_zero() => Assert.Equal(3ul, NumberDifference.Ulps(double.Epsilon, -double.Epsilon));

    [Fact]
    public void The_two_zeros_differ() => Assert.Equal("1 ulp", NumberDifference.Describe(0.0, -0.0));

    [Fact]
    public void The_farthest_numbers_do_not_overflow() =>
        Assert.Equal("relative 2.0e0", NumberDifference.Describe(-double.MaxValue / 2, double.MaxValue / 2));

    private static double Step(double from, int steps) => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(from) + steps);
}
