using System.Text.Json;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Training;
using VerifyXunit;

namespace MnistLstm.Runner.Tests.Reports;

public sealed class RunJsonTests : IDisposable
{
    private static readonly RunSpec s_a = Specs.Make("quick/a", epochs: 2, seed: 1099511627783);
    private static readonly RunSpec s_b = Specs.Make("sweeps/b[hidden_size=32]", epochs: 2, experiment: "sweeps/b");
    private readonly CommandHarness _app = new(s_a, s_b);

    public void Dispose() => _app.Dispose();

    [Fact]
    public Task A_completed_run()
    {
        _app.Runs.Gives(s_a, RunStatus.Completed, accuracy: 0.1 + 0.2);
        _app.Run("run", "quick/a", "--format", "json");
        return Verifier.Verify(_app.Output);
    }

    [Fact]
    public Task A_run_without_a_result_has_every_field_and_null_for_no_value()
    {
        _app.Run("list", "sweeps/b", "--format", "json");
        return Verifier.Verify(_app.Output);
    }

    [Theory]
    [InlineData("completed", nameof(RunStatus.Completed))]
    [InlineData("cached", nameof(RunStatus.Cached))]
    [InlineData("failed", nameof(RunStatus.Failed))]
    [InlineData("data-unavailable", nameof(RunStatus.DataUnavailable))]
    [InlineData("interrupted", nameof(RunStatus.Interrupted))]
    public void A_status_has_its_word(string word, string status)
    {
        _app.Runs.Gives(s_a, Enum.Parse<RunStatus>(status), error: "why");
        _app.Run("run", "quick/a", "--format", "json");
        Assert.Equal(word, Only().GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("equal", SnapshotOutcome.Equal)]
    [InlineData("changed", SnapshotOutcome.Changed)]
    [InlineData("not-equal", SnapshotOutcome.NotEqual)]
    [InlineData("new", SnapshotOutcome.New)]
    [InlineData("unchecked", SnapshotOutcome.Unchecked)]
    public void A_snapshot_outcome_has_its_word(string word, SnapshotOutcome outcome)
    {
        _app.Runs.Gives(s_a, RunStatus.Completed, outcome);
        _app.Run("run", "quick/a", "--format", "json");
        Assert.Equal(word, Only().GetProperty("snapshot").GetString());
    }

    [Fact]
    public void Standard_output_holds_the_document_alone_when_a_run_failed()
    {
        _app.Runs.Gives(s_a, RunStatus.Failed, error: "disk full");
        Assert.Equal(1, _app.Run("run", "quick/a", "--format", "json"));
        Assert.Equal("disk full", Only().GetProperty("error").GetString());
    }

    [Fact]
    public void Standard_output_holds_all_runs_when_the_sweep_was_interrupted()
    {
        _app.Runs.Gives(s_a, RunStatus.Interrupted);
        _app.Runs.During = (_, _, _) => _app.Signal.Cancel();
        Assert.Equal(130, _app.Run("run", "quick/a", "sweeps/b", "--format", "json"));
        Assert.Equal(["interrupted", null], Runs().Select(run => run.GetProperty("status").GetString()));
        Assert.Equal("not started: the sweep was interrupted", Runs()[1].GetProperty("error").GetString());
    }

    [Fact]
    public void A_run_not_started_for_fail_fast_has_no_status()
    {
        _app.Runs.Gives(s_a, RunStatus.Failed, error: "disk full");
        _app.Run("run", "quick/a", "sweeps/b", "--fail-fast", "--format", "json");
        Assert.Equal(JsonValueKind.Null, Runs()[1].GetProperty("status").ValueKind);
        Assert.Equal("not started: --fail-fast, after quick/a", Runs()[1].GetProperty("error").GetString());
    }

    [Fact]
    public void List_and_compare_print_the_same_objects()
    {
        _app.Runs.Holds(s_a);
        _app.Run("list", "--format", "json");
        string list = _app.Output;
        _app.Run("compare", "--format", "json");
        Assert.Equal(list, _app.Output);
    }

    [Fact]
    public void Figures_come_back_bit_for_bit()
    {
        _app.Runs.Gives(s_a, RunStatus.Completed, accuracy: 1.0 / 3);
        _app.Run("run", "quick/a", "--format", "json");
        Assert.Equal(1.0 / 3, Only().GetProperty("epochs")[1].GetProperty("test_accuracy").GetDouble());
    }

    [Fact]
    public void A_run_that_holds_samples_out_has_figures_for_them()
    {
        _app.Runs.HoldsOut(s_a, validation: 1.0 / 3, test: 0.5);
        _app.Run("compare", "quick/a", "--format", "json");
        JsonElement epoch = Only().GetProperty("epochs")[1];
        Assert.Equal((1.0 / 3, 0.4), (epoch.GetProperty("validation_accuracy").GetDouble(), epoch.GetProperty("validation_loss").GetDouble()));
    }

    private JsonElement Only() => Assert.Single(Runs());

    private JsonElement[] Runs()
    {
        JsonElement document = JsonElement.Parse(_app.Output);
        Assert.Equal(1, document.GetProperty("schema").GetInt32());
        return [.. document.GetProperty("runs").EnumerateArray()];
    }
}
