using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Training;
using MnistLstm.Training.Settings;
using VerifyXunit;

namespace MnistLstm.Runner.Tests.Cli;

/// <summary>curve: charts and rows of epochs.</summary>
public sealed class CurveCommandTests : IDisposable
{
    private static readonly RunSpec s_one = Specs.Make("one", epochs: 10) with
    {
        Reference = new PublishedReference("a page", 0.95, [], [], [0.80, 0.85, 0.88, 0.90, 0.91, 0.92, 0.93, 0.94, 0.945, 0.95], []),
    };

    private static readonly RunSpec[] s_seeds =
        [.. Enumerable.Range(0, 3).Select(seed => Specs.Make($"f[seed={seed}]", epochs: 6, experiment: "f", seed: seed))];

    private readonly CommandHarness _app = new([s_one, .. s_seeds]);

    public CurveCommandTests()
    {
        _app.Runs.Holds(s_one, accuracy: 0.98);
        foreach (RunSpec spec in s_seeds)
        {
            _app.Runs.Holds(spec, accuracy: 0.94 + (0.01 * spec.Seed));
        }
    }

    public void Dispose() => _app.Dispose();

    [Fact]
    public Task One_run_with_the_published_curve()
    {
        Assert.Equal(0, _app.Run("curve", "one"));
        return Verifier.Verify(_app.Output);
    }

    [Fact]
    public Task Two_experiments_one_with_seeds_as_a_band()
    {
        Assert.Equal(0, _app.Run("curve", "one", "f", "--metric", "test_accuracy"));
        return Verifier.Verify(_app.Output);
    }

    [Fact]
    public void Published_losses_lie_over_ours_in_the_published_unit()
    {
        RunSpec published = Specs.Make("published", epochs: 2, dataset: "mnist") with
        {
            Reference = new PublishedReference("a page", 0.95, [], [0.0018, 0.0016], [], []) { LossUnit = SpecWords.BatchMeansPerSample },
        };
        _app.Catalog.Add(published);
        _app.Runs.Holds(published);
        _app.Run("curve", "published");
        Assert.Contains("loss as published, the sum of the batches' means / samples, by epoch\n", _app.Output);
        Assert.Contains("train  0.001667\n", _app.Output);
        Assert.Contains("published train  0.001600\n", _app.Output);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(200)]
    public void A_chart_keeps_within_the_terminal(int width)
    {
        _app.Width = width;
        _app.Run("curve", "one", "f");
        Assert.All(_app.Output.Split('\n'), line => Assert.True(line.Length <= width, line));
    }

    [Fact]
    public void A_dozen_runs_are_drawn_six_to_a_chart_on_one_scale()
    {
        string[] names = [.. Enumerable.Range(1, 12).Select(i => $"many-{i:00}")];
        foreach ((int i, string name) in names.Index())
        {
            RunSpec spec = Specs.Make(name, epochs: 5);
            _app.Catalog.Add(spec);
            _app.Runs.Holds(spec, accuracy: 0.80 + (0.01 * i));
        }

        Assert.Equal(0, _app.Run(["curve", .. names, "--metric", "test_accuracy"]));
        string[] charts = _app.Output.Split("\n\n");
        Assert.StartsWith("test accuracy in %, 1 to 6 of 12, by epoch\n", charts[0], StringComparison.Ordinal);
        Assert.StartsWith("test accuracy in %, 7 to 12 of 12, by epoch\n", charts[1], StringComparison.Ordinal);
        Assert.Equal(6, charts[1].Split('\n').Count(line => line.Contains("many-", StringComparison.Ordinal)));
        Assert.Equal(Axis(charts[0]), Axis(charts[1]));

        static string[] Axis(string chart) => [.. chart.Split('\n').Skip(1).Take(13).Select(line => line.PadRight(7)[..7])];
    }

    [Fact]
    public void Csv_has_a_record_an_epoch()
    {
        _app.Run("curve", "one", "--format", "csv");
        string[] lines = _app.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(11, lines.Length);
        Assert.StartsWith("name,experiment,seed,engine,epoch,train_loss,train_accuracy,validation_loss,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("one,one,0,exact/1,10,0.125,0.9,,,0.3,0.98,", lines[10], StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_has_a_row_an_epoch()
    {
        _app.Run("curve", "one", "--format", "md");
        Assert.Contains("| one | 10 | 0.1250 | 90.00 % | 0.3000 | 98.00 % |", _app.Output);
    }

    [Fact]
    public void A_run_without_a_result_ends_1_with_the_command_that_makes_one()
    {
        RunSpec fresh = Specs.Make("fresh");
        _app.Catalog.Add(fresh);
        Assert.Equal(1, _app.Run("curve", "fresh"));
        Assert.Contains("there is no result to draw yet: dotnet run -- run fresh", _app.Error);
    }

    [Fact]
    public void A_run_that_failed_is_said_to_have_and_why()
    {
        RunSpec failed = Specs.Make("failed");
        _app.Catalog.Add(failed);
        _app.Runs.Leaves(failed, "failed", 2, "the loss became infinite in epoch 3, batch 2; a smaller learning_rate is the usual remedy");
        Assert.Equal(1, _app.Run("curve", "failed"));
        Assert.Contains("there is no result to draw: failed failed: the loss became infinite in epoch 3, batch 2; a smaller", _app.Error);
        Assert.DoesNotContain("dotnet run -- run failed", _app.Error);

        Assert.Equal(0, _app.Run("curve", "one", "failed"));
        Assert.Contains("failed failed: the loss became infinite", _app.Error);
    }

    [Fact]
    public void The_accepted_epochs_stand_in_for_a_result()
    {
        RunSpec fresh = Specs.Make("fresh");
        _app.Catalog.Add(fresh);
        _app.Runs.Accepts(fresh, 0.97);
        Assert.Equal(0, _app.Run("curve", "fresh"));
        Assert.Contains("1 verified, not run here: the figures are those of the accepted snapshot", _app.Error);
        Assert.Contains("test  97.00", _app.Output);
    }

    [Fact]
    public void A_misspelt_metric_is_named_with_the_nearest()
    {
        Assert.Equal(2, _app.Run("curve", "one", "--metric", "test_acuracy"));
        Assert.Contains("--metric: there is no 'test_acuracy'; did you mean 'test_accuracy'?", _app.Error);
    }

    [Fact]
    public void A_cached_run_prints_its_epochs()
    {
        Assert.Equal(0, _app.Run("run", "one"));
        Assert.Contains("epoch 1/10  loss 1.2500  test 89.00 %\n", _app.Error);
        Assert.Contains("epoch 10/10  loss 0.1250  test 98.00 %\n", _app.Error);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@x", "'@x")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("-1E-05", "-1E-05")]
    [InlineData("-x", "'-x")]
    public void A_text_that_a_spreadsheet_would_take_for_a_formula_is_defused(string text, string field) => Assert.Equal(field + "\n", CsvText.Record([text]));
}
