using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Cli;

public sealed class SelfTestTests : IDisposable
{
    private static readonly RunSpec s_a = Specs.Make("quick/a");
    private static readonly RunSpec s_b = Specs.Make("quick/b", epochs: 6);
    private readonly CommandHarness _app = new(s_a, s_b);

    public void Dispose() => _app.Dispose();

    [Fact]
    public void An_engine_that_fails_its_self_test_trains_nothing()
    {
        _app.EngineFault = "this machine computes 1 where exact/1 gives 2";

        int exit = _app.Run("sweep", "experiments/", "--format", "json");

        Assert.Equal(1, exit);
        Assert.Empty(_app.Runs.Executed);
        Assert.Contains("error: the engine failed its self-test: this machine computes 1 where exact/1 gives 2", _app.Error, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"failed\"", _app.Output.Replace(": ", ":", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void The_engine_is_tested_once_a_sweep()
    {
        _app.Runs.Gives(s_a, RunStatus.Completed);
        _app.Runs.Gives(s_b, RunStatus.Completed);

        _app.Run("sweep", "experiments/");

        Assert.Equal(1, _app.SelfTests);
    }

    [Fact]
    public void A_sweep_with_nothing_to_train_does_not_test_the_engine()
    {
        _app.Runs.Holds(s_a);
        _app.Runs.Holds(s_b);

        _app.Run("sweep", "experiments/");

        Assert.Equal(0, _app.SelfTests);
    }
}
