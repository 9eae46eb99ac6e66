using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Snapshots;

public class EpochDifferenceTests
{
    private static readonly EngineTolerance s_quarter = new([new("train_loss", 0.25)]);

    [Theory]
    [InlineData(1.25, true)]
    [InlineData(0.75, true)]
    [InlineData(1.2500000000000002, false)]
    [InlineData(0.7499999999999999, false)]
    [InlineData(double.NaN, false)]
    public void A_value_at_the_tolerance_is_within_and_the_next_one_is_not(double loss, bool within) =>
        Assert.Equal(within, EpochDifference.FirstBeyond(s_quarter, [Epoch(1)], [Epoch(loss)], unevaluatedMatches: false) is null);

    private static EpochMetrics Epoch(double loss) => new(1, loss, 0.5, null, null, 1, 1, null, new string('a', 64));
}
