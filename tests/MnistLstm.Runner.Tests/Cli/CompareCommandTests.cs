using System.Text.Json;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Training;
using MnistLstm.Training.Settings;
using VerifyXunit;

namespace MnistLstm.Runner.Tests.Cli;

/// <summary>compare: which runs, in which order, with which columns.</summary>
public sealed class CompareCommandTests : IDisposable
{
    private static readonly RunSpec[] s_family =
    [
        .. from hidden in new[] { 8, 16, 128 }
           from rate in new[] { "0.01", "0.001" }
           select Specs.Make($"f[hidden_size={hidden},learning_rate={rate}]", hidden, learningRate: rate, experiment: "f") with { Parameters = hidden * 100 },
    ];

    private readonly CommandHarness _app = new(s_family);

    public CompareCommandTests()
    {
        for (int i = 0; i < s_family.Length; i++)
        {
            _app.Runs.Holds(s_family[i], accuracy: 0.90 + (0.01 * i));
        }
    }

    public void Dispose() => _app.Dispose();

    [Fact]
    public Task A_family_stands_under_its_name_with_a_column_for_each_key_it_varies()
    {
        _app.Run("compare");
        return Verifier.Verify(_app.Output);
    }

    [Theory]
    [InlineData("dotnet run -- sweep experiments/ --results 'other results'")]
    [InlineData("dotnet run -- sweep f fresh --results 'other results'", "f", "fresh")]
    [InlineData("dotnet run -- sweep 'f*' 'fr*' --results 'other results'", "f*", "fr*")]
    public void Many_runs_without_a_result_are_swept_as_they_were_selected(string command, params string[] words)
    {
        _app.Catalog.AddRange(Enumerable.Range(1, 6).Select(seed => Specs.Make($"fresh[seed={seed}]", seed: seed, experiment: "fresh")));
        Assert.Equal(0, _app.Run(["compare", .. words, "--results", "other results"]));
        Assert.Contains($"6 without a result: {command}\n", _app.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rows_are_sorted_by_a_key_as_a_number() =>
        Assert.Equal(["8", "8", "16", "16", "128", "128"], Column(1, "compare", "--sort", "hidden_size"));

    [Fact]
    public void A_heading_is_as_good_as_a_key() => Assert.Equal(["128", "128", "16", "16", "8", "8"], Column(1, "compare", "--sort", "hidden:desc"));

    [Fact]
    public void The_best_accuracy_comes_first_and_the_worst_when_asked()
    {
        Assert.Equal(["95.00", "94.00"], Column(3, "compare", "--sort", "test_accuracy", "--top", "2"));
        Assert.Equal(["90.00", "91.00"], Column(3, "compare", "--sort", "test:asc", "--top", "2"));
    }

    [Fact]
    public void What_the_others_are_measured_against_is_shown_below_the_first_rows()
    {
        string worst = s_family[0].Name;
        Assert.Equal(["128", "8"], Column(1, "compare", worst, "f", "--sort", "test_accuracy", "--top", "1"));
        Assert.Contains("+5.00", _app.Output);
    }

    [Theory]
    [InlineData("acc", "'train_accuracy' or 'validation_accuracy' or 'test_accuracy'")]
    [InlineData("val_acc", "'validation_accuracy'")]
    [InlineData("size", "'hidden_size'")]
    public void A_part_of_a_key_brings_those_it_can_mean(string word, string meant)
    {
        Assert.Equal(2, _app.Run("compare", "--sort", word));
        Assert.Contains($"--sort: there is no '{word}'; did you mean {meant}", _app.Error);
    }

    [Fact]
    public void Conditions_all_hold() =>
        Assert.Equal(["16", "128"], Column(1, "compare", "--where", "learning_rate=1e-3", "--where", "hidden_size>8", "--sort", "hidden_size"));

    [Fact]
    public void Json_has_the_chosen_runs_in_the_order_asked_for()
    {
        _app.Run("compare", "--where", "learning_rate=0.01", "--sort", "hidden_size:desc", "--top", "2", "--format", "json");
        Assert.Equal(
            ["f[hidden_size=128,learning_rate=0.01]", "f[hidden_size=16,learning_rate=0.01]"],
            JsonDocument.Parse(_app.Output).RootElement.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("name").GetString()));
    }

    [Fact]
    public void Chosen_columns_stand_beside_those_of_the_family()
    {
        _app.Run("compare", "--columns", "batch,test_loss", "--top", "1");
        Assert.Equal("experiment  hidden  lr     batch  test loss", _app.Output.Split('\n')[0]);
    }

    [Theory]
    [InlineData("--sort", "hiden_size", "--sort: there is no 'hiden_size'; did you mean 'hidden_size'?")]
    [InlineData("--where", "hiden_size=8", "--where: there is no 'hiden_size'; did you mean 'hidden_size'?")]
    [InlineData("--columns", "hiden_size", "--columns: there is no 'hiden_size'; did you mean 'hidden_size'?")]
    [InlineData("--where", "hidden_size", "--where expects key=value, got 'hidden_size'")]
    [InlineData("--where", "hidden_size<x", "--where hidden_size<x: < compares numbers, and 'x' is none")]
    [InlineData("--sort", "hidden_size:up", "--sort expects a key, or key:asc or key:desc, got 'hidden_size:up'")]
    [InlineData("--top", "0", "--top expects a whole number from 1")]
    public void A_slip_is_named_with_what_was_meant(string option, string value, string message)
    {
        Assert.Equal(2, _app.Run("compare", option, value));
        Assert.Contains(message, _app.Error);
        Assert.Equal("", _app.Output);
    }

    [Fact]
    public void A_condition_that_no_run_meets_says_so()
    {
        Assert.Equal(0, _app.Run("compare", "--where", "hidden_size=9"));
        Assert.Contains("no run meets --where", _app.Error);
    }

    [Fact]
    public Task The_history_of_a_name_has_its_earlier_results_with_what_differed()
    {
        _app.Width = 120;
        RunSpec spec = s_family[0];
        RunSpec before = spec with { Settings = [.. spec.Settings.Select(s => s.Key == "batch_size" ? s with { Value = "20" } : s)] };
        RunResult earlier = FakeRuns.Result(before, RunStatus.Cached, accuracy: 0.88) with { Fingerprint = "fedcba9876543210",
            Finished = new DateTime(2026, 11, 28, 19, 30, 0, DateTimeKind.Utc) };
        _app.Runs.OfBefore[spec.Name] = [earlier];
        Assert.Equal(0, _app.Run("compare", spec.Name, "--history"));
        return Verifier.Verify(_app.Output);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    public void The_history_has_what_changed_in_any_width(int width)
    {
        _app.Width = width;
        RunSpec spec = Specs.Make("lstm-of-a-long-name", 128, epochs: 6);
        _app.Catalog.Add(spec);
        _app.Runs.Holds(spec, accuracy: 0.95);
        RunSpec before = spec with { Settings = [.. spec.Settings.Select(s => s.Key == "epochs" ? s with { Value = "3" } : s)] };
        _app.Runs.OfBefore[spec.Name] = [FakeRuns.Result(before, RunStatus.Cached, accuracy: 0.88) with { Fingerprint = "fedcba9876543210",
            Finished = new DateTime(2026, 11, 28, 19, 30, 0, DateTimeKind.Utc) }];
        Assert.Equal(0, _app.Run("compare", spec.Name, "--history"));
        Assert.Contains("epochs", _app.Output);
        Assert.DoesNotContain("left out in this width: epochs", _app.Error);
    }

    [Fact]
    public void Of_a_named_run_the_published_figures_stand_below_with_the_largest_difference()
    {
        RunSpec spec = Specs.Make("pub", epochs: 3) with { Reference = new PublishedReference("a page", 0.95, [], [], [0.90, 0.92, 0.95], []) };
        _app.Catalog.Add(spec);
        _app.Runs.Holds(spec, accuracy: 0.96);
        _app.Width = 120;
        Assert.Equal(0, _app.Run("compare", "pub"));
        Assert.Contains("pub: published and reproduced\n", _app.Output);
        Assert.Matches(@"test %\s+3\s+95.00\s+96.00\s+\+1.00\s+\+4.00\s+1\n", _app.Output);
        _app.Run("compare");
        Assert.DoesNotContain("published and reproduced", _app.Output);
    }

    [Fact]
    public void Rows_of_the_same_seeds_are_paired()
    {
        RunSpec[] seeds =
            [.. from name in new[] { "a", "b" } from seed in new[] { 0, 1, 2 } select Specs.Make($"{name}[seed={seed}]", experiment: name, seed: seed)];
        using CommandHarness app = new(seeds);
        double[] figures = [0.90, 0.90, 0.94, 0.91, 0.92, 0.97];
        for (int i = 0; i < seeds.Length; i++)
        {
            app.Runs.Holds(seeds[i], accuracy: figures[i]);
        }

        app.Run("compare", "a", "b");
        Assert.Contains(" +2.00 ± 2.48 ", app.Output);
    }

    private string[] Column(int index, params string[] arguments)
    {
        Assert.Equal(0, _app.Run(arguments));
        return [.. _app.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[index])];
    }
}
