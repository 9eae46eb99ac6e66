using System.Text.Json;
using MnistLstm.Training;
using VerifyXunit;

namespace MnistLstm.Runner.Tests.Cli;

/// <summary>sweep and compare over a family.</summary>
public sealed class FamilyCommandTests : IDisposable
{
    private static readonly RunSpec[] s_family =
    [
        .. from bidirectional in new[] { false, true }
           from seed in new[] { 0, 1, 2 }
           select Specs.Make(
               $"sweeps/dir[direction={(bidirectional ? "bidirectional" : "forward")},seed={seed}]", 64, bidirectional, experiment: "sweeps/dir", seed: seed),
    ];

    private readonly CommandHarness _app = new(s_family);

    public void Dispose() => _app.Dispose();

    [Fact]
    public Task Compare_has_a_row_for_the_seeds_of_a_combination()
    {
        HoldAll();
        Assert.Equal(0, _app.Run("compare"));
        return Verifier.Verify(_app.Output);
    }

    [Fact]
    public void Compare_shows_single_runs_when_asked()
    {
        HoldAll();
        _app.Run("compare", "--seeds");
        Assert.Equal(7, _app.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.DoesNotContain("±", _app.Output);
    }

    [Fact]
    public void Json_always_has_single_runs()
    {
        HoldAll();
        _app.Run("compare", "--format", "json");
        Assert.Equal(s_family.Select(run => run.Name),
            JsonDocument.Parse(_app.Output).RootElement.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("name").GetString()));
    }

    [Fact]
    public void A_sweep_s_table_has_a_row_for_the_seeds_of_a_combination()
    {
        HoldAll();
        Assert.Equal(0, _app.Run("sweep", "experiments/"));
        Assert.Equal(3, _app.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("95.00 ± 1.00 (3)", _app.Output);
    }

    [Fact]
    public Task A_dry_run_shows_every_run_and_executes_none()
    {
        _app.Width = null;
        _app.Runs.Holds(s_family[1]);
        Assert.Equal(0, _app.Run("sweep", "experiments/", "--dry-run"));
        Assert.Empty(_app.Runs.Executed);
        return Verifier.Verify($"{_app.Output}--- standard error ---\n{_app.Error}");
    }

    [Fact]
    public void A_forced_dry_run_would_train_all_of_them()
    {
        _app.Runs.Holds(s_family[1]);
        _app.Run("sweep", "experiments/", "--dry-run", "--force");
        Assert.Contains("6 to train, 0 cached; nothing was done", _app.Error);
    }

    [Fact]
    public void A_dry_run_in_json_has_the_runs_as_they_are_stored()
    {
        _app.Runs.Holds(s_family[1]);
        _app.Run("sweep", "experiments/", "--dry-run", "--format", "json");
        Assert.Single(JsonDocument.Parse(_app.Output).RootElement.GetProperty("runs").EnumerateArray(),
            run => run.GetProperty("status").GetString() == "cached");
    }

    [Fact]
    public void A_single_run_has_no_dry_run() => Assert.Equal(2, _app.Run("run", "sweeps/dir", "--dry-run"));

    private void HoldAll()
    {
        for (int i = 0; i < s_family.Length; i++)
        {
            _app.Runs.Holds(s_family[i], accuracy: (i < 3 ? 0.94 : 0.96) + (0.01 * (i % 3)) - (i < 3 ? 0 : 0.01));
        }
    }
}
