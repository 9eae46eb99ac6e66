using System.Text.Json;
using MnistLstm.Engine.Schedulers;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Training;
using MnistLstm.Training.Settings;
using VerifyXunit;

namespace MnistLstm.Runner.Tests.Reports;

/// <summary>list, compare and show at 80 columns.</summary>
public sealed class StoredTextTests : IDisposable
{
    private static readonly RunSpec s_lstm = Specs.Make("lstm-128", epochs: 10, dataset: "mnist", published: 0.9807);
    private static readonly RunSpec s_bilstm = Specs.Make("bilstm-64", 64, bidirectional: true, 32, "0.001", 30, "mnist", published: 0.9815);
    private static readonly RunSpec s_idea = Specs.Make("my-idea", 48, batch: 50, learningRate: "0.005");
    private static readonly RunSpec s_small = Specs.Make("quick/lstm-32", 32, batch: 50, learningRate: "0.005");
    private readonly CommandHarness _app = new(s_bilstm, s_lstm, s_idea, s_small);

    public StoredTextTests()
    {
        _app.Runs.Holds(s_idea, accuracy: 0.951);
        _app.Runs.Holds(s_small, accuracy: 0.939);
        _app.Runs.Accepts(s_lstm, 0.981);
    }

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("running", 3, false, "interrupted 3/5")]
    [InlineData("interrupted", 3, false, "interrupted 3/5")]
    [InlineData("interrupted", 0, false, "interrupted")]
    [InlineData("running", 3, true, "running 3/5")]
    [InlineData("failed", 3, false, "FAILED")]
    public void A_run_that_did_not_come_to_its_end_says_how_far_it_came(string status, int epochs, bool running, string word)
    {
        _app.Runs.Leaves(s_idea, status, epochs, "why", running);
        _app.Run("list", "my-idea", "quick/lstm-32");
        Assert.Matches($@"(?m)^my-idea .* {word} +-$", _app.Output);
        _app.Run("compare", "my-idea", "quick/lstm-32");
        Assert.Matches($@"(?m)^my-idea .* {word}$", _app.Output);
        _app.Run("compare", "my-idea", "--format", "json");
        JsonElement run = JsonDocument.Parse(_app.Output).RootElement.GetProperty("runs")[0];
        Assert.Equal((null, word), (run.GetProperty("status").GetString(), run.GetProperty("state").GetString()));
    }

    [Fact]
    public void Of_a_run_that_failed_and_was_accepted_the_accepted_figures_are_shown()
    {
        _app.Runs.Leaves(s_lstm, "failed", 3, "why");
        _app.Run("list", "lstm-128");
        Assert.Matches(@"(?m)^lstm-128 .* - +verified$", _app.Output);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("compare")]
    public void A_stored_result_that_diverged_is_named(string verb)
    {
        const string Note = "diverged: the training loss of epoch 1 is 6E+29";
        _app.Runs.Alters(s_idea, result => result with { Diverged = Note, Notes = [Note] });
        _app.Run(verb);
        Assert.Contains($"my-idea: {Note}\n", _app.Error);
        _app.Run(verb, "my-idea", "quick/lstm-32", "--format", "json");
        Assert.Equal([Note, null], JsonDocument.Parse(_app.Output).RootElement.GetProperty("runs").EnumerateArray()
            .Select(run => run.GetProperty("diverged").GetString()));
    }

    [Fact]
    public Task List()
    {
        _app.Run("list");
        return Verifier.Verify(_app.Output);
    }

    [Fact]
    public Task Compare_named_runs()
    {
        _app.Run("compare", "quick/lstm-32", "my-idea");
        return Verifier.Verify(_app.Output);
    }

    [Fact]
    public Task Compare_everything()
    {
        _app.Run("compare");
        return Verifier.Verify($"{_app.Output}--- standard error ---\n{_app.Error}");
    }

    [Fact]
    public Task Compare_all_columns_in_a_pipe()
    {
        _app.Width = null;
        _app.Run("compare", "quick/lstm-32", "my-idea", "--all");
        return Verifier.Verify(_app.Output);
    }

    [Fact]
    public Task Csv()
    {
        _app.Run("compare", "--format", "csv");
        return Verifier.Verify(_app.Output);
    }

    [Fact]
    public void Every_format_says_that_a_figure_is_the_accepted_snapshots()
    {
        const string State = "verified, not run here";
        _app.Width = null;
        _app.Run("compare", "lstm-128");
        Assert.Contains(State, _app.Output);
        _app.Run("compare", "lstm-128", "--format", "md");
        Assert.Contains(State, _app.Output);
        _app.Run("compare", "lstm-128", "--format", "csv");
        Assert.EndsWith($",\"{State}\"\n", _app.Output);
        _app.Run("compare", "lstm-128", "--format", "json");
        JsonElement run = JsonElement.Parse(_app.Output).GetProperty("runs")[0];
        Assert.Equal((State, 0.981, 0.9807),
            (run.GetProperty("state")
                .GetString(), run.GetProperty("accepted_test_accuracy").GetDouble(), run.GetProperty("published_test_accuracy").GetDouble()));
    }

    [Fact]
    public Task Show()
    {
        _app.Run("show", "bilstm-64");
        return Verifier.Verify(_app.Output);
    }

    [Fact]
    public void Show_tells_the_learning_rate_of_every_stretch_of_epochs()
    {
        using CommandHarness app = new(s_idea with { CreateScheduler = () => new StepLr(0.5, stepSize: 2, gamma: 0.5) });
        app.Run("show", "my-idea");
        Assert.EndsWith("\nlearning rate\n  epochs 1 to 2  0.5\n  epochs 3 to 4  0.25\n  epoch 5        0.125\n", app.Output);
    }

    [Fact]
    public void Show_tells_every_epoch_of_a_long_schedule()
    {
        using CommandHarness app = new(s_idea with { Epochs = 100, CreateScheduler = () => new StepLr(1, stepSize: 1, gamma: 0.5) });
        app.Run("show", "my-idea");
        Assert.Contains("\n  epoch 10   0.001953125\n  epoch 11   0.0009765625\n", app.Output);
        Assert.Contains("\n  epoch 100  1.5777218104420236E-30\n", app.Output);
    }

    [Fact]
    public void Show_says_what_PyTorch_s_AdamW_would_decay_by()
    {
        Setting[] settings = [.. s_idea.Settings.Select(setting => setting.Key == SpecKeys.Optimizer ? setting with { Value = "adamw", Line = 7 } : setting)];
        using CommandHarness app = new(s_idea with { Settings = settings });
        app.Run("show", "my-idea");
        Assert.Matches("\n  weight_decay +0 +default; PyTorch's AdamW would take 0.01\n", app.Output);
        _app.Run("show", "bilstm-64");
        Assert.DoesNotContain("AdamW", _app.Output);
    }

    [Fact]
    public void Show_code_prints_the_emitted_model()
    {
        Assert.Equal(0, _app.Run("show", "bilstm-64", "--code"));
        Assert.Equal("// model of bilstm-64\n", _app.Output);
    }

    [Fact]
    public void A_stored_result_that_differs_is_shown_and_does_not_fail_compare()
    {
        _app.Runs.Holds(s_idea, SnapshotOutcome.NotEqual);
        Assert.Equal(0, _app.Run("compare"));
        Assert.Contains("NOT EQUAL", _app.Output);
    }

    [Fact]
    public void A_folder_gives_no_delta()
    {
        _app.Run("compare", "experiments/");
        Assert.DoesNotContain("delta", _app.Output);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    public void A_table_keeps_within_the_terminal(int width)
    {
        _app.Width = width;
        _app.Run("compare");
        Assert.All(_app.Output.Split('\n'), line => Assert.True(line.Length <= width, line));
    }

    [Fact]
    public void Columns_left_out_are_named_on_standard_error()
    {
        _app.Width = 60;
        _app.Run("compare");
        Assert.Contains("left out in this width: params", _app.Error);
    }
}
