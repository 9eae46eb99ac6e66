using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Runner.Tests.Cli;

namespace MnistLstm.Runner.Tests.Sweeps;

public sealed class SweepShardTests
{
    [Theory]
    [InlineData("0/3")]
    [InlineData("4/3")]
    [InlineData("1")]
    [InlineData("1/2/3")]
    [InlineData("-1/2")]
    [InlineData("a/b")]
    [InlineData("1 /2")]
    public void What_is_no_part_is_refused(string text) => Assert.Null(SweepShard.Parse(text));

    [Fact]
    public void The_parts_have_every_run_once_and_about_the_same_cost()
    {
        SelectedRun[] runs = [.. Enumerable.Range(1, 10).Select(epochs => new SelectedRun(Specs.Make($"run-{epochs}", epochs: epochs), Named: false))];
        IReadOnlyList<SelectedRun>[] parts = [.. Enumerable.Range(1, 3).Select(part => new SweepShard(part, 3).Of(runs))];
        Assert.Equal(runs.Select(run => run.Spec.Name).Order(), parts.SelectMany(part => part).Select(run => run.Spec.Name).Order());
        Assert.Equal([22, 18, 15], parts.Select(part => part.Sum(run => run.Spec.Epochs)));
    }

    [Fact]
    public void More_parts_than_runs_leave_some_empty() => Assert.Empty(SweepShard.Parse("3/3")!.Of([new SelectedRun(Specs.Make("a"), Named: false)]));
}
