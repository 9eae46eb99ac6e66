using MnistLstm.Runner.Results;
using MnistLstm.Runner.Results.Texts;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Runner.Traces.Content;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Tests.Traces;

public class TraceMatchTests
{
    private static readonly TraceHeader s_here = TracedRuns.Side(TinyRun.Spec()).Header;

    [Fact]
    public void Other_sources_are_what_is_compared() =>
        TraceMatch.Require(TinyRun.Spec(), s_here, s_here with { SourcesSha256 = new string('0', 64) }, "a.trace");

    [Fact]
    public void The_same_run_under_another_name_is_compared() => TraceMatch.Require(TinyRun.Spec(), s_here, s_here with { Name = "renamed" }, "a.trace");

    [Fact]
    public void Another_spec_is_refused_with_what_differs()
    {
        TraceHeader there = s_here with { Fingerprint = "0", Spec = SpecJson.Of(Specs.Make("other", batch: 6, epochs: TinyRun.Epochs)) };
        Assert.Equal(
            "a.trace is of tiny and cannot be compared with tiny here: the spec differs, batch_size 6 -> 5; compare runs of one spec",
            Fault(there));
    }

    [Fact]
    public void Another_engine_is_refused_with_the_reason() =>
        Assert.EndsWith(
            "it was made by the engine exact/0, this is exact/1; versions of the engine are expected to differ in their bits, so there is nothing to look for",
            Fault(s_here with { Engine = "exact/0" }));

    [Fact]
    public void Other_data_is_refused_with_both_hashes() =>
        Assert.EndsWith(
            "its data is another, mnist-10k ffffffffffffffff there, mnist-10k dddddddddddddddd here; use the same data",
            Fault(s_here with { Fingerprint = "0", Dataset = new ManifestDataset("mnist-10k", new string('f', 64)) }));

    [Fact]
    public void Another_number_of_steps_is_refused() => Assert.Contains("an epoch has 4 steps there, 5 here", Fault(s_here with { StepsPerEpoch = 4 }));

    [Fact]
    public void Another_model_is_refused() =>
        Assert.Contains("the model's parameters are w [2, 3] there, lstm.weight_ih_l0 [16, 28]",
            Fault(s_here with { Parameters = [new TraceParameter("w", [2, 3])] }));

    private static string Fault(TraceHeader there)
    {
        RunSpec spec = TinyRun.Spec();
        return Assert.Throws<TraceException>(() => TraceMatch.Require(spec, s_here, there, "a.trace")).Message;
    }
}
