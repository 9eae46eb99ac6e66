using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Reports;

public class PairedDifferenceTests
{
    /// <summary>From printed tables of Student's t.</summary>
    [Theory]
    [InlineData(1, 12.7062)]
    [InlineData(2, 4.3027)]
    [InlineData(3, 3.1824)]
    [InlineData(4, 2.7764)]
    [InlineData(9, 2.2622)]
    [InlineData(30, 2.0423)]
    [InlineData(120, 1.9799)]
    public void The_quantiles_are_those_of_the_tables(int degrees, double quantile) => Assert.Equal(quantile, StudentT.TwoSided(degrees, 0.95), 4);

    [Fact]
    public void The_interval_is_that_of_the_seeds_differences()
    {
        // Differences 0.01, 0.02, 0.03: mean 0.02, s = 0.01, t(2) = 4.3027, half width 0.0248.
        PairedDifference paired = PairedDifference.Of(Row("b", 0.91, 0.92, 0.97), Row("a", 0.90, 0.90, 0.94))!;
        Assert.Equal(0.02, paired.Mean, 12);
        Assert.Equal(0.024841, paired.HalfWidth, 6);
        Assert.Equal("+2.00 ± 2.48", paired.ToString());
    }

    [Fact]
    public void Seeds_are_paired_by_number_and_not_by_place()
    {
        ResultRow a = Row("a", 0.90, 0.80);
        ResultRow b = Row("b", 0.91, 0.81);
        Assert.Equal(0, PairedDifference.Of(b with { Runs = [.. b.Runs.Reverse()] }, a)!.HalfWidth, 12);
    }

    [Fact]
    public void Other_seeds_make_no_pairs() => Assert.Null(PairedDifference.Of(Row("b", 0.91, 0.92, 0.97), Row("a", 0.90, 0.90)));

    [Fact]
    public void One_seed_has_no_interval() => Assert.Null(PairedDifference.Of(Row("b", 0.91), Row("a", 0.90)));

    private static ResultRow Row(string name, params double[] accuracies) => new(
        name,
        [.. accuracies.Select((accuracy, seed) => new RunFigures(FakeRuns.Result(Spec(name, seed), RunStatus.Cached, accuracy: accuracy), []))]);

    private static RunSpec Spec(string name, int seed) => Specs.Make($"{name}[seed={seed}]", experiment: name, seed: seed);
}
