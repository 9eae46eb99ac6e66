using MnistLstm.Runner.Sweeps.Halving;

namespace MnistLstm.Runner.Tests.Sweeps.Halving;

/// <summary>The rungs of successive halving.</summary>
public sealed class HalvingLadderTests
{
    [Theory]
    [InlineData(9, 9, 3, 1, "9@1>3 3@3>1")]
    [InlineData(27, 27, 3, 1, "27@1>9 9@3>3 3@9>1")]
    [InlineData(20, 10, 3, 1, "20@1>6 6@3>2 2@9>1")]
    [InlineData(16, 100, 4, 5, "16@5>4 4@20>1")]
    [InlineData(8, 3, 2, 1, "8@1>4 4@2>2")]
    public void One_in_so_many_goes_on_to_so_many_times_the_epochs(int candidates, int epochs, int factor, int first, string rungs) =>
        Assert.Equal(rungs, string.Join(' ', HalvingLadder.Of(candidates, epochs, new HalvingOptions(factor, first))
            .Select(step => $"{step.Candidates}@{step.Epoch}>{step.GoOn}")));

    [Fact]
    public void At_least_one_goes_on() => Assert.Equal([new HalvingStep(1, 2, 1)], HalvingLadder.Of(2, 100, new HalvingOptions()));

    [Fact]
    public void Where_there_is_one_there_is_nothing_to_decide() => Assert.Empty(HalvingLadder.Of(1, 100, new HalvingOptions()));

    [Fact]
    public void No_rung_is_at_the_end_or_beyond_it() =>
        Assert.Equal([1, 1000], HalvingLadder.Of(1_000_000, 10_000, new HalvingOptions(1000)).Select(step => step.Epoch));
}
