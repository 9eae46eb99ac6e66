using MnistLstm.Runner.Reports.Writing;

namespace MnistLstm.Runner.Tests.Reports;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0.0, "0.0000")]
    [InlineData(0.0625, "0.0625")]
    [InlineData(-12345.6789, "-12345.6789")]
    [InlineData(0.0000125, "1.25E-5")]
    [InlineData(999_999_999.0, "999999999.0000")]
    [InlineData(1e300, "1.00E+300")]
    [InlineData(-2.5e12, "-2.50E+12")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void A_loss_is_as_short_as_it_can_be_read(double loss, string text) => Assert.Equal(text, Figures.Loss(loss));

    [Fact]
    public void A_zero_with_a_minus_has_none() => Assert.Equal("0.0000", Figures.Loss(double.NegativeZero));

    [Theory]
    [InlineData(0.0123, "+0.0123")]
    [InlineData(-0.0123, "-0.0123")]
    [InlineData(3e20, "+3.00E+20")]
    public void A_difference_of_losses_has_its_sign(double difference, string text) => Assert.Equal(text, Figures.Difference(difference));
}
