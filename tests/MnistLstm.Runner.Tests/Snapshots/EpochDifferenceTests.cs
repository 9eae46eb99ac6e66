using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Snapshots;

public class EpochDifferenceTests
{
    private static readonly EngineTolerance s_quarter = new([new("train_loss", 0.25)]);
    private static readonly string s_weights = new('a', 64);
    private static readonly EngineTolerance s_half = new([KeyValuePair.Create("train_loss", 0.5), KeyValuePair.Create("test_loss", 0.25)]);

    [Theory]
    [InlineData(1.25, true)]
    [InlineData(0.75, true)]
    [InlineData(1.2500000000000002, false)]
    [InlineData(0.7499999999999999, false)]
    [InlineData(double.NaN, false)]
    public void A_value_at_the_tolerance_is_within_and_the_next_one_is_not(double loss, bool within) =>
        Assert.Equal(within, EpochDifference.FirstBeyond(s_quarter, [Epoch(1)], [Epoch(1) with { TrainLoss = loss }], unevaluatedMatches: false) is null);

    [Fact]
    public void Equal_epochs_have_none()
    {
        Assert.Null(EpochDifference.First([Epoch(1), Epoch(2)], [Epoch(1), Epoch(2)], unevaluatedMatches: false));
        Assert.Null(EpochDifference.FirstBeyond(s_half, [Epoch(1), Epoch(2)], [Epoch(1), Epoch(2)], unevaluatedMatches: false));
    }

    [Fact]
    public void The_first_epoch_and_in_it_the_first_metric_is_told()
    {
        EpochDifference? difference = EpochDifference.First(
            [Epoch(1), Epoch(2), Epoch(3)],
            [Epoch(1), Epoch(2) with { TestLoss = 3, TrainLossSum = 9, WeightsSha256 = new('b', 64) }, Epoch(3) with { TrainLoss = 4 }], false);
        Assert.Equal(new EpochDifference(2, "test_loss", "2", "3", "relative 5.0e-1"), difference);
    }

    [Fact]
    public void Weights_are_told_by_the_beginning_of_their_hash() => Assert.Equal(
        new EpochDifference(1, "weights_sha256", "aaaaaaaaaaaaaaaa…", "0123456789abcdef", null),
        EpochDifference.First([Epoch(1)], [Epoch(1) with { WeightsSha256 = "0123456789abcdef" }], false));

    [Fact]
    public void A_zero_of_the_other_sign_is_a_difference() =>
        Assert.Equal("1 ulp", EpochDifference.First([Epoch(1) with { TrainLoss = 0.0 }], [Epoch(1) with { TrainLoss = -0.0 }], false)?.Distance);

    [Fact]
    public void An_epoch_that_one_side_did_not_evaluate_differs_unless_that_is_expected()
    {
        EpochMetrics unevaluated = Epoch(1) with { TestLoss = null };
        Assert.Equal(new EpochDifference(1, "test_loss", "2", "not evaluated", null), EpochDifference.First([Epoch(1)], [unevaluated], false));
        Assert.Equal(new EpochDifference(1, "test_loss", "not evaluated", "2", null), EpochDifference.First([unevaluated], [Epoch(1)], false));
        Assert.Equal(new EpochDifference(1, "test_loss", "2", "not evaluated", null), EpochDifference.FirstBeyond(s_half, [Epoch(1)], [unevaluated], false));
        Assert.Null(EpochDifference.First([unevaluated], [unevaluated], false));
        Assert.Null(EpochDifference.First([Epoch(1)], [unevaluated], unevaluatedMatches: true));
        Assert.Null(EpochDifference.FirstBeyond(s_half, [unevaluated], [Epoch(1)], unevaluatedMatches: true));
    }

    [Theory]
    [InlineData(1.5, true)]
    [InlineData(0.5, true)]
    [InlineData(1.5000000000000002, false)]
    [InlineData(0.25, false)]
    [InlineData(double.NaN, false)]
    public void A_tolerance_is_the_greatest_difference_allowed(double got, bool within) =>
        Assert.Equal(within, EpochDifference.FirstBeyond(s_half, [Epoch(1)], [Epoch(1) with { TrainLoss = got }], false) is null);

    [Fact]
    public void Beyond_the_tolerance_both_are_told() => Assert.Equal(
        new EpochDifference(2, "test_loss", "2", "2.5", "off by 0.5000, tolerance 0.25"),
        EpochDifference.FirstBeyond(s_half, [Epoch(1), Epoch(2)], [Epoch(1), Epoch(2) with { TestLoss = 2.5 }], false));

    [Fact]
    public void A_metric_without_a_tolerance_is_not_compared() =>
        Assert.Null(EpochDifference.FirstBeyond(s_half, [Epoch(1)], [Epoch(1) with { TestAccuracy = 0.1, WeightsSha256 = "other" }], false));

    [Fact]
    public void Its_lines_stand_below_each_other()
    {
        Assert.Equal(["first difference  epoch 3, test_loss", "  expected  1.25", "  got       2      (relative 6.0e-1)"],
            new EpochDifference(3, "test_loss", "1.25", "2", "relative 6.0e-1").Lines());
        Assert.Equal(["first difference  epoch 3, test_loss", "  expected  1.25", "  got       not evaluated"],
            new EpochDifference(3, "test_loss", "1.25", "not evaluated", null).Lines());
    }

    private static EpochMetrics Epoch(int number) => new(number, 1, 0.5, 2, 0.25, 1, 4, 8, s_weights);
}
