using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Training;
using VerifyXunit;

namespace MnistLstm.Runner.Tests.Reports;

/// <summary>Runs that hold samples out are chosen by these, never by the test samples.</summary>
public sealed class SelectionTextTests : IDisposable
{
    private static readonly RunSpec s_a = Specs.Make("a", validation: 500);
    private static readonly RunSpec s_b = Specs.Make("b", learningRate: "0.02", validation: 500);
    private static readonly RunSpec s_c = Specs.Make("c");
    private static readonly RunSpec s_d = Specs.Make("d", learningRate: "0.02");
    private static readonly RunSpec s_notRun = Specs.Make("e", validation: 500);
    private readonly CommandHarness _app = new(s_a, s_b, s_c, s_d, s_notRun);

    public SelectionTextTests()
    {
        _app.Runs.HoldsOut(s_a, validation: 0.93, test: 0.97);
        _app.Runs.HoldsOut(s_b, validation: 0.94, test: 0.95);
        _app.Runs.Holds(s_c, accuracy: 0.99);
        _app.Runs.Holds(s_d, accuracy: 0.98);
    }

    public void Dispose() => _app.Dispose();

    [Fact]
    public Task The_best_by_validation_is_marked_whatever_the_test_says()
    {
        _app.Run("compare", "a", "b");
        return Verifier.Verify(_app.Output);
    }

    [Fact]
    public Task Runs_with_and_without_validation_are_ranked_apart()
    {
        _app.Run("compare");
        return Verifier.Verify(_app.Output);
    }

    [Fact]
    public Task Against_a_run_without_validation_one_with_it_has_no_delta()
    {
        _app.Run("compare", "c", "a", "d");
        return Verifier.Verify(_app.Output);
    }

    [Fact]
    public Task A_sweep_shows_both_accuracies()
    {
        _app.Run("sweep", "a", "b", "c");
        return Verifier.Verify($"{_app.Error}--- standard output ---\n{_app.Output}");
    }

    [Fact]
    public void A_sweep_says_where_a_run_was_stopped_early()
    {
        RunSpec spec = Specs.Make("stopped", epochs: 9, validation: 500);
        using CommandHarness app = new(spec);
        app.Runs.HoldsOut(spec with { Epochs = 4 }, 0.9, 0.8);
        app.Runs.Relabels(spec);
        app.Run("run", "stopped");
        Assert.Contains("  stopped early, after epoch 4 of 9\n", app.Error);
    }

    [Fact]
    public Task Seeds_have_a_mean_and_a_deviation_of_both()
    {
        RunSpec[] seeds = [.. Enumerable.Range(0, 2).Select(seed => Specs.Make($"f[seed={seed}]", experiment: "f", seed: seed, validation: 500))];
        using CommandHarness app = new(seeds);
        app.Runs.HoldsOut(seeds[0], 0.90, 0.80);
        app.Runs.HoldsOut(seeds[1], 0.92, 0.86);
        app.Run("compare");
        return Verifier.Verify(app.Output);
    }
}
