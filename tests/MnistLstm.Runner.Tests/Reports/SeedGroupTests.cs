using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Reports;

/// <summary>Runs that differ in nothing but the seed on one row.</summary>
public class SeedGroupTests
{
    [Fact]
    public void Runs_that_differ_in_the_seed_alone_are_one_row_of_mean_and_sample_deviation()
    {
        ResultRow row = Assert.Single(SeedGroups.Of([Run(0, 0.90), Run(1, 0.92), Run(2, 0.97)]).Rows);
        Assert.Equal("f[hidden_size=8]", row.Name);
        Assert.Equal(0.93, row.Test.Mean!.Value, 12);
        Assert.Equal(Math.Sqrt(0.0013), row.Test.Deviation!.Value, 12);
        Assert.Equal("93.00 ± 3.61 (3)", row.Test.ToString());
    }

    [Fact]
    public void A_family_of_seeds_alone_has_the_experiment_s_name() => Assert.Equal(
        "f", Assert.Single(SeedGroups.Of([.. new[] { 1, 2 }.Select(seed => Figures(Specs.Make($"f[seed={seed}]", experiment: "f", seed: seed), 0.9))]).Rows)
            .Name);

    [Fact]
    public void A_seed_without_a_figure_is_counted_and_not_averaged()
    {
        ResultRow row = Assert.Single(SeedGroups.Of([Run(0, 0.90), Run(1, 0.92), Run(2, null)]).Rows);
        Assert.Equal("91.00 ± 1.41 (2 of 3)", row.Test.ToString());
        Assert.Equal("1 not run, 2 equal", row.State.Text);
    }

    [Fact]
    public void One_figure_of_several_seeds_has_no_deviation() =>
        Assert.Equal("90.00 (1 of 2)", Assert.Single(SeedGroups.Of([Run(0, 0.90), Run(1, null)]).Rows).Test.ToString());

    [Fact]
    public void Seeds_without_any_figure_have_none() => Assert.Equal("-", Assert.Single(SeedGroups.Of([Run(0, null), Run(1, null)]).Rows).Test.ToString());

    [Fact]
    public void A_failed_seed_does_not_hide_behind_the_others()
    {
        ResultRow row = Assert.Single(SeedGroups.Of([Run(0, 0.9), new RunFigures(FakeRuns.Result(Spec(1), RunStatus.Failed), [])]).Rows);
        Assert.Equal(("1 FAILED, 1 equal", Tone.Bad), (row.State.Text, row.State.Tone));
    }

    [Fact]
    public void Runs_that_differ_in_another_value_stay_apart() =>
        Assert.Equal(2, SeedGroups.Of([Run(0, 0.9), Figures(Specs.Make("f[hidden_size=9,seed=1]", 9, experiment: "f", seed: 1), 0.9)]).Rows.Count);

    [Fact]
    public void Runs_of_different_experiments_stay_apart() =>
        Assert.Equal(2, SeedGroups.Of([Figures(Specs.Make("a", seed: 0), 0.9), Figures(Specs.Make("b", seed: 1), 0.9)]).Rows.Count);

    [Fact]
    public void Results_of_different_sources_are_not_averaged()
    {
        RunFigures other = Run(1, 0.92);
        SeedGroups groups = SeedGroups.Of([Run(0, 0.90), other with { Result = other.Result with { SourcesSha256 = "other" } }]);
        Assert.Equal(["f[hidden_size=8,seed=0]", "f[hidden_size=8,seed=1]"], groups.Rows.Select(row => row.Name));
        Assert.Equal(["f[hidden_size=8]: its seeds are not averaged, since their results were made by different sources"], groups.Notes);
    }

    [Fact]
    public void Results_and_accepted_figures_are_not_averaged()
    {
        SeedGroups groups = SeedGroups.Of([Run(0, 0.90), Run(1, null) with { Accepted = Specs.Epochs(5, 0.92) }]);
        Assert.Equal(["90.00", "92.00"], groups.Rows.Select(row => row.Test.ToString()));
        Assert.Equal(["f[hidden_size=8]: its seeds are not averaged, since some were run here, and others show the accepted snapshot"], groups.Notes);
    }

    private static RunSpec Spec(int seed) => Specs.Make($"f[hidden_size=8,seed={seed}]", 8, experiment: "f", seed: seed);

    private static RunFigures Run(int seed, double? accuracy) => Figures(Spec(seed), accuracy);

    private static RunFigures Figures(RunSpec spec, double? accuracy) => accuracy is { } value
        ? new RunFigures(FakeRuns.Result(spec, RunStatus.Cached, SnapshotOutcome.Equal, value), [])
        : new RunFigures(FakeRuns.Result(spec, status: null), []);
}
