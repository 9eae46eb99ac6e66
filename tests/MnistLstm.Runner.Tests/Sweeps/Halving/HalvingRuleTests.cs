using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Sweeps.Halving;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Tests.Sweeps.Halving;

/// <summary>Who goes on from a rung.</summary>
public sealed class HalvingRuleTests
{
    [Fact]
    public void The_best_accuracy_on_held_out_samples_goes_on() =>
        Assert.Equal(["b", "c", "a"], Order(Of("a", 0.7, 0.1), Of("b", 0.9, 0.9), Of("c", 0.8, 0.9)));

    [Fact]
    public void Of_the_same_accuracy_the_least_loss_goes_on_and_then_the_first_name() =>
        Assert.Equal(["c", "a", "b"], Order(Of("b", 0.8, 0.5), Of("a", 0.8, 0.5), Of("c", 0.8, 0.4)));

    [Fact]
    public void Of_predicted_numbers_the_least_rmse_goes_on() =>
        Assert.Equal(["b", "a"], Order(("a", [new HalvingFigure("a", "f", null, 0.4, 0.1, null)]), ("b", [new HalvingFigure("b", "f", null, 0.3, 0.2, null)])));

    [Fact]
    public void Seeds_are_judged_by_their_mean()
    {
        HalvingRung rung = HalvingRule.Decide(new HalvingStep(1, 2, 1),
            [("a", [Figure("a1", 0.9, 0.1), Figure("a2", 0.5, 0.3)]), ("b", [Figure("b1", 0.75, 1), Figure("b2", 0.75, 1)])]);
        Assert.Equal([("b", true, 0.75), ("a", false, 0.7)],
            rung.Candidates.Select(place => (place.Name, place.GoesOn, Math.Round(place.ValidationAccuracy!.Value, 12))));
    }

    [Fact]
    public void What_diverged_comes_last_and_never_goes_on()
    {
        HalvingRung rung = HalvingRule.Decide(new HalvingStep(1, 2, 2),
            [("a", [new HalvingFigure("a", "f", null, null, null, "test_loss became NaN")]), Of("b", 0.1, 9)]);
        Assert.Equal([("b", true), ("a", false)], rung.Candidates.Select(place => (place.Name, place.GoesOn)));
    }

    [Fact]
    public void Test_figures_do_not_matter()
    {
        RunSpec spec = Specs.Make("a", validation: 10);
        EpochMetrics[] epochs = [.. Specs.Epochs(5, 0.9).Select(epoch => epoch with { ValidationLoss = 0.4, ValidationAccuracy = 0.8 })];
        RunResult result = FakeRuns.Result(spec, RunStatus.Cached) with { Epochs = epochs };
        RunResult better = result with { Epochs = [.. epochs.Select(epoch => epoch with { TestAccuracy = 1, TestLoss = 0 })] };
        Assert.Equal(HalvingRule.FigureOf(result, 3), HalvingRule.FigureOf(better, 3));
    }

    [Fact]
    public void What_was_trained_beyond_the_rung_does_not_count()
    {
        RunSpec spec = Specs.Make("a", validation: 10);
        RunResult result = FakeRuns.Result(spec, RunStatus.Cached) with
        {
            Epochs = [.. Specs.Epochs(5, 0.9).Select(epoch => epoch with { ValidationLoss = 1, ValidationAccuracy = epoch.Epoch / 10.0 })],
        };
        Assert.Equal(0.2, HalvingRule.FigureOf(result, 2)!.ValidationAccuracy);
    }

    [Fact]
    public void With_restore_best_a_run_is_judged_by_its_best_epoch_so_far()
    {
        RunSpec spec = Specs.Make("a", validation: 10);
        spec = spec with { Settings = [.. spec.Settings.Select(setting => setting.Key == SpecKeys.RestoreBest ? setting with { Value = "true" } : setting)] };
        RunResult result = FakeRuns.Result(spec, RunStatus.Cached) with
        {
            Epochs = [.. Specs.Epochs(5, 0.9)
                .Select(epoch => epoch with { ValidationLoss = epoch.Epoch == 2 ? 0.1 : 0.5, ValidationAccuracy = epoch.Epoch / 10.0 })],
        };
        Assert.Equal(0.2, HalvingRule.FigureOf(result, 3)!.ValidationAccuracy);
    }

    [Theory]
    [InlineData(RunStatus.Interrupted)]
    [InlineData(RunStatus.Failed)]
    [InlineData(RunStatus.DataUnavailable)]
    internal void A_run_that_did_not_come_to_the_rung_has_no_figure(RunStatus status)
    {
        RunResult result = FakeRuns.Result(Specs.Make("a", validation: 10), status, error: "the disk is full") with { Epochs = Specs.Epochs(5, 0.9) };
        Assert.Null(HalvingRule.FigureOf(result, 3));
    }

    private static string[] Order(params (string Name, IReadOnlyList<HalvingFigure> Runs)[] candidates)
    {
        HalvingRung rung = HalvingRule.Decide(new HalvingStep(1, candidates.Length, 1), candidates);
        Assert.Equal([true, .. Enumerable.Repeat(false, candidates.Length - 1)], rung.Candidates.Select(place => place.GoesOn));
        return [.. rung.Candidates.Select(place => place.Name)];
    }

    private static (string Name, IReadOnlyList<HalvingFigure> Runs) Of(string name, double accuracy, double loss) => (name, [Figure(name, accuracy, loss)]);

    private static HalvingFigure Figure(string name, double accuracy, double loss) => new(name, "f", accuracy, null, loss, null);
}
