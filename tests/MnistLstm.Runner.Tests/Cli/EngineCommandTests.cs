using MnistLstm.Runner.Runs.Review;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Tests.Engines;
using MnistLstm.Training;
using VerifyXunit;

namespace MnistLstm.Runner.Tests.Cli;

public sealed class EngineCommandTests : IDisposable
{
    private static readonly RunSpec s_a = Specs.Make("quick/a");
    private static readonly RunSpec s_b = Specs.Make("quick/b", hidden: 32);
    private readonly CommandHarness _app = new(s_a, s_b);

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("run", "quick/a")]
    [InlineData("sweep", "experiments/")]
    [InlineData("snapshots", "accept", "quick/a")]
    public void An_engine_that_this_build_has_not_is_a_usage_error_that_says_how_to_get_it(params string[] words)
    {
        Assert.Equal(2, _app.Run([.. words, "--engine", "torchsharp"]));
        Assert.Empty(_app.Output);
        Assert.Contains("error: this build has no engine 'torchsharp'", _app.Error, StringComparison.Ordinal);
        Assert.Contains("-p:TorchSharp=true", _app.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_engine_that_there_is_not_is_named_with_those_there_are()
    {
        Assert.Equal(2, _app.Run("run", "quick/a", "--engine", "torch"));
        Assert.Contains("error: --engine expects exact or torchsharp, got 'torch'", _app.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_engine_asked_for_trains_and_the_other_does_not()
    {
        _app.OtherEngine = new NearEngine();
        _app.OtherRuns.Gives(s_a, RunStatus.Completed, SnapshotOutcome.New);

        Assert.Equal(0, _app.Run("run", "quick/a", "--engine", "torchsharp"));

        Assert.Equal(["quick/a"], _app.OtherRuns.Executed);
        Assert.Empty(_app.Runs.Executed);
        Assert.Equal(1, _app.OtherRuns.Options!.Threads);
        Assert.Contains("accept: dotnet run -- snapshots accept quick/a --engine torchsharp", _app.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Accepting_is_of_the_engine_that_is_named()
    {
        _app.OtherEngine = new NearEngine();

        _app.Run("snapshots", "accept", "quick/a", "--engine", "torchsharp");
        _app.Run("snapshots", "accept", "quick/b");

        Assert.Equal(["quick/a"], _app.OtherSnapshots.Accepted);
        Assert.Equal(["quick/b"], _app.Snapshots.Accepted);
    }

    [Fact]
    public void Review_shows_what_is_pending_of_every_engine()
    {
        _app.OtherEngine = new NearEngine();
        _app.Snapshots.Waiting.Add(new PendingSnapshot(s_a, new SnapshotComparison(SnapshotOutcome.New, [])));
        _app.OtherSnapshots.Waiting.Add(new PendingSnapshot(s_b, new SnapshotComparison(SnapshotOutcome.NotEqual, ["off"])));

        _app.Run("snapshots", "review");

        Assert.Contains("quick/a  NEW", _app.Output, StringComparison.Ordinal);
        Assert.Contains("quick/b (torchsharp/0.1.2)  NOT EQUAL", _app.Output, StringComparison.Ordinal);
        Assert.Contains("2 pending", _app.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_TorchSharp_code_is_shown_without_the_package()
    {
        Assert.Equal(0, _app.Run("show", "quick/a", "--code", "torchsharp"));
        Assert.Equal("// module of quick/a\n", _app.Output);
    }

    [Fact]
    public void The_code_shown_by_default_is_the_exact_engine_s()
    {
        _app.Run("show", "quick/a", "--code");
        Assert.Equal("// model of quick/a\n", _app.Output);
    }

    [Fact]
    public void Code_of_an_engine_that_there_is_not_is_a_usage_error()
    {
        Assert.Equal(2, _app.Run("show", "quick/a", "--code", "jax"));
        Assert.Contains("--code expects exact or torchsharp, got 'jax'", _app.Error, StringComparison.Ordinal);
    }

    [Fact]
    public Task Compare_of_two_engines()
    {
        Hold();
        _app.Width = null;
        _app.Run("compare");
        return Verifier.Verify(_app.Output);
    }

    [Fact]
    public void The_json_names_each_run_s_engine()
    {
        Hold();
        _app.Run("compare", "--format", "json");
        Assert.Equal(
            ["exact/1", "torchsharp/0.1.2", "exact/1"],
            System.Text.Json.JsonDocument.Parse(_app.Output).RootElement.GetProperty("runs").EnumerateArray()
                .Select(run => run.GetProperty("engine").GetString()));
    }

    private void Hold()
    {
        _app.Runs.Holds(s_a, accuracy: 0.95);
        _app.Runs.Holds(s_b, accuracy: 0.94);
        _app.Runs.OfOthers["quick/a"] = [FakeRuns.Result(s_a, RunStatus.Cached, accuracy: 0.9625) with { Engine = "torchsharp/0.1.2", TrainSeconds = 8.4 }];
    }
}
