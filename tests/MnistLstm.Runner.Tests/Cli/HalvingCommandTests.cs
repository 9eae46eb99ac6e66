using System.Text.Json.Nodes;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Cli;

/// <summary><c>sweep --halving</c>, and what other commands make of halted runs.</summary>
public sealed class HalvingCommandTests : IDisposable
{
    private static readonly RunSpec[] s_family =
        [.. ((string[])["0.1", "0.2", "0.3"]).Select(rate => Specs.Make($"s[learning_rate={rate}]", learningRate: rate, experiment: "s", validation: 10))];

    private readonly CommandHarness _app =
        new([.. s_family, Specs.Make("blind"), Specs.Make("other", validation: 20), Specs.Make("longer", epochs: 9, validation: 10)]);

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("error: --halving chooses by samples that are held out, never by the test samples, and blind has no such samples", "blind")]
    [InlineData("error: --halving compares runs that hold the same samples out, which s[learning_rate=0.1] and other do not", "s", "other")]
    [InlineData("error: --halving compares runs that have the same number of epochs, which s[learning_rate=0.1] and longer do not", "s", "longer")]
    [InlineData("error: --min-resource 5 leaves no rung before the end of 5 epochs", "s", "--min-resource", "5")]
    [InlineData("error: --reduction-factor expects a whole number from 2 to 1000, got '1'", "s", "--reduction-factor", "1")]
    [InlineData("error: --halving cannot be combined with --shard: each part would choose among its own runs", "s", "--shard", "1/2")]
    [InlineData("error: --halving cannot be combined with --on slurm, which trains each run to its end", "s", "--on", "slurm")]
    public void What_cannot_be_halved_is_refused_with_the_reason(string expected, params string[] arguments)
    {
        Assert.Equal(2, _app.Run(["sweep", .. arguments, "--halving"]));
        Assert.StartsWith(expected, _app.Error);
        Assert.Contains("\nhelp:  ", _app.Error);
        Assert.Equal("", _app.Output);
        Assert.Empty(_app.Runs.Executed);
    }

    [Theory]
    [InlineData("--reduction-factor")]
    [InlineData("--min-resource")]
    public void Options_of_halving_mean_nothing_without_it(string option)
    {
        Assert.Equal(2, _app.Run("sweep", "s", option, "2"));
        Assert.StartsWith($"error: {option} means something with --halving only", _app.Error);
    }

    [Fact]
    public void A_dry_run_says_which_rungs_there_are_and_what_becomes_of_each_run()
    {
        _app.Runs.HoldsHalted(s_family[0], 1, 0.5);
        Assert.Equal(0, _app.Run("sweep", "s", "--halving", "--dry-run"));
        Assert.StartsWith("halving: 3 to epoch 1, 1 to epoch 5\n", _app.Error);
        Assert.Matches(@"0\.1 .*halted 1/5", _app.Output);
        Assert.Contains("new; to epoch 1 at first", _app.Output);
        Assert.EndsWith("2 to train, 0 cached, 1 halted; nothing was done\n", _app.Error);
        Assert.Empty(_app.Runs.Executed);
    }

    [Fact]
    public void A_dry_run_knows_who_would_go_on_where_the_figures_are_there()
    {
        _app.Runs.HoldsHalted(s_family[0], 1, 0.7);
        _app.Runs.HoldsHalted(s_family[1], 1, 0.5);
        _app.Runs.HoldsHalted(s_family[2], 1, 0.6);
        Assert.Equal(0, _app.Run("sweep", "s", "--halving", "--dry-run"));
        Assert.EndsWith("1 to train, 0 cached, 2 halted; nothing was done\n", _app.Error);
    }

    [Fact]
    public void Halted_runs_are_no_failures_and_stand_below_the_others_with_their_held_out_figure()
    {
        _app.Ci = true;
        _app.Runs.HoldsHalted(s_family[0], 1, 0.7);
        _app.Runs.HoldsHalted(s_family[1], 1, 0.99);
        _app.Runs.HoldsOut(s_family[2], 0.95, 0.94);
        Assert.Equal(0, _app.Run("sweep", "s"));
        string[] rows = [.. _app.Output.Split('\n').Where(line => line.Contains("0.", StringComparison.Ordinal))];
        Assert.Matches(@"0\.3 .*95\.00 .*94\.00 .*equal", rows[0]);
        Assert.Matches(@"0\.2 .*99\.00 .*halted 1/5", rows[1]);
        Assert.Matches(@"0\.1 .*70\.00 .*halted 1/5", rows[2]);
        Assert.Contains("1 cached, 2 halted, 1 equal to its snapshot.", _app.Error);
    }

    [Fact]
    public void Compare_marks_no_halted_run_as_the_best_and_does_not_ask_to_run_it()
    {
        _app.Runs.HoldsHalted(s_family[0], 1, 0.99);
        _app.Runs.HoldsOut(s_family[1], 0.8, 0.8);
        _app.Runs.HoldsOut(s_family[2], 0.9, 0.9);
        Assert.Equal(0, _app.Run("compare", "s"));
        Assert.Matches(@"0\.3 .*90\.00 \*", _app.Output);
        Assert.DoesNotContain("99.00 *", _app.Output);
        Assert.Contains("1 halted by sweep --halving", _app.Error);
        Assert.DoesNotContain("without a result", _app.Error);
    }

    [Fact]
    public void List_and_json_say_halted()
    {
        _app.Runs.HoldsHalted(s_family[0], 1, 0.9);
        Assert.Equal(0, _app.Run("list", "s"));
        Assert.Contains("halted 1/5", _app.Output);
        Assert.Equal(0, _app.Run("list", "s", "--format", "json"));
        JsonNode run = JsonNode.Parse(_app.Output)!["runs"]![0]!;
        Assert.Equal(("halted", "halted 1/5", "unchecked"), ((string)run["status"]!, (string)run["state"]!, (string)run["snapshot"]!));
        Assert.Equal(0.9, (double)Assert.Single(run["epochs"]!.AsArray())!["validation_accuracy"]!);
    }

    [Fact]
    public void Everything_stored_a_halved_sweep_ends_with_its_table_and_the_place_of_its_decisions()
    {
        Array.ForEach(s_family, spec => _app.Runs.HoldsOut(spec, 0.9, 0.9));
        Assert.Equal(0, _app.Run("sweep", "s", "--halving"));
        Assert.Contains("rung 1 of 1: 1 of 3 goes on: s[learning_rate=0.1]\n", _app.Error);
        Assert.Contains("decisions: results/_halving/s-", _app.Error);
        Assert.Equal(0, _app.Run("sweep", "s", "--halving"));
        Assert.Contains("rung 1 of 1, decided before: 1 of 3 goes on: s[learning_rate=0.1]\n", _app.Error);
    }
}
