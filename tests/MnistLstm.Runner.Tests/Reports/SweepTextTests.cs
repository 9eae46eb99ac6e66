using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Training;
using VerifyXunit;

namespace MnistLstm.Runner.Tests.Reports;

/// <summary>What a sweep looks like in a terminal of 80 columns: standard error, then standard output.</summary>
public sealed class SweepTextTests : IDisposable
{
    private static readonly RunSpec s_lstm = Specs.Make("lstm-128", epochs: 10, dataset: "mnist", published: 0.9807);
    private static readonly RunSpec s_bilstm = Specs.Make("bilstm-64", 64, bidirectional: true, 32, "0.001", 30, "mnist", published: 0.9815);
    private static readonly RunSpec s_quick = Specs.Make("quick/lstm-128");
    private static readonly RunSpec s_small = Specs.Make("quick/lstm-32", 32, batch: 50, learningRate: "0.005");
    private readonly CommandHarness _app = new(s_bilstm, s_lstm, s_quick, s_small);

    public SweepTextTests()
    {
        _app.Runs.Gives(s_lstm, RunStatus.Completed, accuracy: 0.981);
        _app.Runs.Gives(s_bilstm, RunStatus.Completed, accuracy: 0.982);
        _app.Runs.Gives(s_quick, RunStatus.Completed, accuracy: 0.962);
        _app.Runs.Gives(s_small, RunStatus.Completed, accuracy: 0.939);
    }

    public void Dispose() => _app.Dispose();

    [Fact]
    public Task All_equal()
    {
        _app.Run("sweep", "experiments/", "--threads", "2");
        return Verifier.Verify(Printed);
    }

    [Fact]
    public Task Everything_that_can_happen()
    {
        _app.Runs.Holds(s_small, accuracy: 0.939);
        _app.Runs.Gives(
            s_quick, RunStatus.Completed, SnapshotOutcome.NotEqual, 0.962, null,
            "spec changed      learning_rate 0.01 -> 0.011", "first difference  epoch 1, train_loss", "  expected  1.2411873",
            "  got       1.2376204   (relative 2.9e-3)");
        _app.Runs.Gives(s_lstm, RunStatus.Completed, SnapshotOutcome.New, 0.981);
        _app.Runs.Gives(s_bilstm, RunStatus.Failed, error: "the loss became NaN in epoch 3, batch 7; a smaller learning_rate is the usual remedy");
        _app.Run("sweep", "experiments/", "--threads", "2");
        return Verifier.Verify(Printed);
    }

    [Fact]
    public void Forty_runs_that_changed_are_a_line_each_and_one_command()
    {
        RunSpec[] family = [.. Enumerable.Range(0, 40).Select(seed => Specs.Make($"f[seed={seed}]", experiment: "f", seed: seed))];
        _app.Catalog.AddRange(family);
        foreach (RunSpec spec in family)
        {
            _app.Runs.Gives(spec, RunStatus.Completed, SnapshotOutcome.Changed, 0.95, null, "spec changed      epochs 3 -> 4", "first difference  epoch 1");
        }

        Assert.Equal(0, _app.Run("sweep", "f"));
        Assert.DoesNotContain("first difference", _app.Error);
        Assert.Contains("40 completed, 40 changed.", _app.Error);
        Assert.Contains("  accept: dotnet run -- snapshots accept f\n  look:   dotnet run -- snapshots review\n", _app.Error);
    }

    [Fact]
    public void A_family_that_was_stopped_half_way_is_not_offered_to_be_accepted()
    {
        RunSpec[] family = [.. Enumerable.Range(0, 3).Select(seed => Specs.Make($"f[seed={seed}]", experiment: "f", seed: seed))];
        _app.Catalog.AddRange(family);
        _app.Runs.Gives(family[0], RunStatus.Completed, SnapshotOutcome.New, 0.95);
        _app.Runs.Gives(family[1], RunStatus.Interrupted);
        _app.Runs.Gives(s_small, RunStatus.Completed, SnapshotOutcome.New, 0.95);
        _app.Runs.During = (spec, _, _) =>
        {
            if (spec == family[1])
            {
                _app.Signal.Cancel();
            }
        };
        Assert.Equal(130, _app.Run("run", "quick/lstm-32", "f"));
        Assert.Contains("accept: dotnet run -- snapshots accept quick/lstm-32\n", _app.Error);
        Assert.Contains("go on: the same command again", _app.Error);
    }

    [Theory]
    [InlineData("again")]
    [InlineData("without --force", "--force")]
    [InlineData("without --fail-fast", "--fail-fast")]
    [InlineData("without --force and --fail-fast", "--force", "--fail-fast")]
    public void What_to_type_to_go_on_leaves_out_what_would_begin_anew_or_end_there_again(string how, params string[] options)
    {
        _app.Runs.Gives(s_small, RunStatus.Failed, error: "the disk is full");
        _app.Runs.Gives(s_bilstm, RunStatus.Completed);
        Assert.Equal(1, _app.Run(["run", "quick/lstm-32", "bilstm-64", .. options]));
        Assert.Contains($"\n  go on: the same command {how}; finished runs are not repeated\n", _app.Error);
    }

    [Fact]
    public void Where_the_same_command_would_fail_again_it_is_not_advised()
    {
        _app.Runs.Gives(s_small, RunStatus.Failed, error: "the loss became infinite in epoch 1, batch 2; a smaller learning_rate is the usual remedy");
        _app.Runs.Alters(s_small, result => result with { FailsAgain = true });
        _app.Runs.Gives(s_bilstm, RunStatus.Completed);
        Assert.Equal(1, _app.Run("run", "quick/lstm-32", "bilstm-64"));
        Assert.DoesNotContain("go on:", _app.Error);
        Assert.Contains("repeat: dotnet run -- run quick/lstm-32", _app.Error);
    }

    [Fact]
    public void What_diverged_is_not_offered_to_be_accepted()
    {
        RunSpec[] family = [.. Enumerable.Range(0, 2).Select(seed => Specs.Make($"f[seed={seed}]", experiment: "f", seed: seed))];
        _app.Catalog.AddRange(family);
        _app.Runs.Gives(family[0], RunStatus.Completed, SnapshotOutcome.New, 0.95);
        _app.Runs.Gives(family[1], RunStatus.Completed, SnapshotOutcome.New, 0.1);
        _app.Runs.Alters(family[1], result => result with { Diverged = "diverged: so", Notes = ["diverged: so"] });
        Assert.Equal(0, _app.Run("run", "f"));
        Assert.Contains("accept: dotnet run -- snapshots accept 'f[seed=0]'\n", _app.Error);
    }

    [Fact]
    public void Where_accepting_all_takes_what_diverged_that_is_said()
    {
        RunSpec[] many = [.. Enumerable.Range(0, 12).Select(i => Specs.Make($"many-{i}"))];
        _app.Catalog.AddRange(many);
        Array.ForEach(many, spec => _app.Runs.Gives(spec, RunStatus.Completed, SnapshotOutcome.New));
        _app.Runs.Alters(many[3], result => result with { Diverged = "diverged: so" });
        _app.Run([.. many.Select(spec => spec.Name).Prepend("run")]);
        Assert.Contains("accept --all\n  look before: that accepts 1 diverged run, too; dotnet run -- snapshots review\n", _app.Error);
    }

    [Fact]
    public void A_single_run_that_changed_says_all_of_it()
    {
        _app.Runs.Gives(s_small, RunStatus.Completed, SnapshotOutcome.Changed, 0.95, null, "spec changed      epochs 3 -> 4", "first difference  epoch 1");
        Assert.Equal(0, _app.Run("run", "quick/lstm-32"));
        Assert.Contains("   changed\n  spec changed      epochs 3 -> 4\n  first difference  epoch 1\n", _app.Error);
    }

    [Fact]
    public Task Missing_data_shows_the_accepted_figures()
    {
        const string Missing =
            "mnist: the data set is missing\n  looked at data/mnist: no such folder\n  remedy    dotnet run -- data fetch mnist downloads it";
        _app.Runs.Gives(s_lstm, RunStatus.DataUnavailable, error: Missing);
        _app.Runs.Gives(s_bilstm, RunStatus.DataUnavailable, error: Missing);
        _app.Runs.Accepts(s_lstm, 0.981);
        _app.Run("sweep", "experiments/", "--threads", "2");
        return Verifier.Verify(Printed);
    }

    [Fact]
    public Task A_single_new_run_with_its_epochs()
    {
        _app.Runs.Gives(s_small, RunStatus.Completed, SnapshotOutcome.New, 0.951);
        _app.Runs.During = (spec, observer, _) =>
        {
            foreach (EpochMetrics epoch in Specs.Epochs(spec.Epochs, 0.951))
            {
                observer.BatchCompleted(epoch.Epoch, 100, 200, 1.5);
                observer.EvaluationStarted(epoch.Epoch);
                observer.EvaluationCompleted(epoch.Epoch);
                observer.EpochCompleted(epoch);
            }
        };
        _app.Run("run", "quick/lstm-32", "--threads", "1");
        return Verifier.Verify(Printed);
    }

    [Fact]
    public Task An_interrupted_sweep()
    {
        _app.Runs.During = (spec, observer, _) =>
        {
            if (spec == s_quick)
            {
                observer.EpochCompleted(Specs.Epochs(5, 0.95)[0]);
                _app.Runs.Gives(s_quick, RunStatus.Interrupted);
                _app.Signal.Cancel();
            }
        };
        _app.Runs.Gives(s_quick, RunStatus.Interrupted);
        _app.Run("sweep", "experiments/", "--threads", "2");
        return Verifier.Verify(Printed);
    }

    [Fact]
    public Task Markdown()
    {
        _app.Run("sweep", "experiments/", "--format", "md", "--threads", "2");
        return Verifier.Verify(_app.Output);
    }

    [Fact]
    public void A_pipe_gets_the_full_mark_of_rows_not_run_here()
    {
        _app.Width = null;
        _app.Runs.Gives(s_lstm, RunStatus.DataUnavailable, error: "missing");
        _app.Runs.Accepts(s_lstm, 0.981);
        _app.Run("sweep", "experiments/");
        Assert.Matches("(?m)^lstm-128 .* 98.10 .* verified, not run here$", _app.Output);
    }

    [Fact]
    public void One_at_a_time_the_cheapest_run_goes_first()
    {
        _app.Run("sweep", "experiments/", "--jobs", "1");
        Assert.Equal(["quick/lstm-32", "quick/lstm-128", "bilstm-64", "lstm-128"], _app.Runs.Executed);
    }

    [Fact]
    public void Several_at_a_time_the_longest_run_goes_first_and_the_header_says_so()
    {
        using Barrier together = new(2);
        _app.Runs.During = (spec, _, _) => together.SignalAndWait();
        _app.Run("sweep", "experiments/", "--jobs", "2");
        Assert.Equal(["bilstm-64", "lstm-128"], _app.Runs.Executed.Take(2).Order());
        Assert.Contains(" AVX2, 2 at a time, 1 thread each | ", _app.Error);
        Assert.Equal(1, _app.Runs.Options?.Threads);
    }

    [Fact]
    public void The_rows_are_in_the_order_of_the_runs_whichever_ended_first()
    {
        _app.Run("sweep", "experiments/", "--jobs", "1", "--format", "csv");
        string one = string.Concat(_app.Output.Split('\n').Order());
        _app.Run("sweep", "experiments/", "--jobs", "3", "--format", "csv");
        Assert.Equal(one, string.Concat(_app.Output.Split('\n').Order()));
        Assert.Equal(["lstm-128", "bilstm-64", "quick/lstm-128", "quick/lstm-32"],
            _app.Output.Split('\n').Skip(1).SkipLast(1).Select(line => line.Split(',')[0]));
    }

    [Fact]
    public void Run_keeps_the_order_of_the_words()
    {
        _app.Run("run", "lstm-128", "quick/lstm-32");
        Assert.Equal(["lstm-128", "quick/lstm-32"], _app.Runs.Executed);
    }

    [Fact]
    public void No_line_is_wider_than_80_columns()
    {
        _app.Run("sweep", "experiments/");
        Assert.All((_app.Error + _app.Output).Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    private string Printed => $"{_app.Error}--- standard output ---\n{_app.Output}";
}
