using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Sweeps.Halving;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Sweeps.Halving;

/// <summary>What a halved sweep says it would do with each run, before it does anything.</summary>
public sealed class HalvingPlanTests : IDisposable
{
    private static readonly RunSpec[] s_family =
        [.. ((string[])["0.1", "0.2", "0.3"]).Select(rate => Specs.Make($"s[learning_rate={rate}]", learningRate: rate, experiment: "s", validation: 10))];

    private readonly TestRepository _repository = new();
    private readonly FakeRuns _runs = new();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public void Runs_that_are_new_go_to_the_first_rung_at_first() =>
        Assert.Equal(["new; to epoch 1 at first", "new; to epoch 1 at first", "new; to epoch 1 at first"], Plans());

    [Fact]
    public void Without_runs_there_is_no_plan() =>
        Assert.Empty(HalvingPlan.Of(_runs, [], new HalvingOptions(), File(), force: false));

    [Fact]
    public void Where_a_rung_is_not_decided_yet_halted_runs_stay_and_whole_ones_are_as_they_are()
    {
        _runs.HoldsHalted(s_family[0], 1, 0.5);
        _runs.HoldsOut(s_family[1], 0.9, 0.9);
        Assert.Equal(["halted 1/5", "cached", "new; to epoch 1 at first"], Plans());
    }

    [Fact]
    public void Who_goes_on_from_a_rung_with_all_figures_goes_to_the_end_and_the_others_stay()
    {
        _runs.HoldsHalted(s_family[0], 1, 0.5);
        _runs.HoldsHalted(s_family[1], 1, 0.7);
        _runs.HoldsOut(s_family[2], 0.6, 0.9);
        Assert.Equal(["halted 1/5", "new", "cached"], Plans());
    }

    [Fact]
    public void Where_all_is_stored_nothing_is_to_be_done()
    {
        Array.ForEach(s_family, spec => _runs.HoldsOut(spec, 0.9, 0.9));
        Assert.Equal(["cached", "cached", "cached"], Plans());
    }

    [Fact]
    public void A_decision_that_is_stored_holds_though_results_are_gone()
    {
        Decided(0.5, 0.6, 0.7);
        Assert.Equal(["halted", "halted", "new"], Plans());
    }

    [Fact]
    public void Forced_all_begin_anew_whatever_is_stored_or_was_decided()
    {
        Decided(0.5, 0.6, 0.7);
        Array.ForEach(s_family, spec => _runs.HoldsOut(spec, 0.9, 0.9));
        _runs.HoldsHalted(s_family[0], 1, 0.5);
        Assert.Equal(Enumerable.Repeat("again: --force; to epoch 1 at first", 3), Plans(force: true));
    }

    private string[] Plans(bool force = false)
    {
        IReadOnlyDictionary<string, string> plans =
            HalvingPlan.Of(_runs, [.. s_family.Select(spec => new SelectedRun(spec, Named: false))], new HalvingOptions(), File(), force);
        Assert.Equal(s_family.Length, plans.Count);
        return [.. s_family.Select(spec => plans[spec.Name])];
    }

    private HalvingFile File() => new(_repository.Layout, new HalvingOptions(), [.. s_family.Select(spec => FakeRuns.Result(spec, status: null))]);

    private void Decided(params double[] accuracies)
    {
        string fingerprint = FakeRuns.Result(s_family[0], status: null).Fingerprint;
        HalvingStep step = HalvingLadder.Of(s_family.Length, s_family[0].Epochs, new HalvingOptions())[0];
        HalvingRung rung = HalvingRule.Decide(step, s_family.Zip(accuracies, (spec, accuracy) => (
            spec.Name, (IReadOnlyList<HalvingFigure>)[new HalvingFigure(spec.Name, fingerprint, accuracy, null, 0.4, null)])));
        File().Write(new HalvingRecord { Engine = "exact/1", ReductionFactor = 3, MinResource = 1, Epochs = 5, Rungs = [rung] });
    }
}
