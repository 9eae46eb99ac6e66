using System.Text;
using MnistLstm.Experiments.Generated;
using MnistLstm.Runner.Export.PyTorch;
using MnistLstm.Runner.Reports.Charts;
using MnistLstm.Runner.Reports.Formats;
using MnistLstm.Runner.Reports.Progress;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Results.Texts;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Sweeps.Halving;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Runner.Tests.Export.PyTorch;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Tests.Results;

/// <summary>Where a spec counts steps, what stands in an epoch's place is called by its step: files, tables, progress, charts, scripts.</summary>
public sealed class StepRowTests
{
    private static readonly RunSpec s_steps = ExperimentCatalog.Runs.Single(run => run.Name == "examples/steps");
    private static readonly RunSpec s_epochs = ExperimentCatalog.Runs.Single(run => run.Name == "quick/lstm-32");

    private static readonly EpochMetrics[] s_rows =
        [.. Specs.Epochs(7, 0.9).Select(row => row with { Step = s_steps.StepAt(row.Epoch), ValidationLoss = 1.0 / row.Epoch, ValidationAccuracy = 0.5 })];

    [Fact]
    public void A_spec_of_steps_says_how_many_evaluations_there_are_and_after_which_steps()
    {
        Assert.Equal((330, 50, 7), (s_steps.Steps, s_steps.StepsPerEvaluation, s_steps.Epochs));
        Assert.Equal([50, 100, 150, 200, 250, 300, 330], Enumerable.Range(1, 7).Select(row => s_steps.StepAt(row)!.Value));
        Assert.Null(s_epochs.Steps);
        Assert.Null(s_epochs.StepAt(1));
    }

    [Fact]
    public void Its_settings_have_steps_and_no_epochs_and_those_of_epochs_have_no_steps()
    {
        Assert.Contains(s_steps.Settings, setting => setting is { Key: SpecKeys.Steps, Value: "330" });
        Assert.DoesNotContain(s_steps.Settings, setting => setting.Key == SpecKeys.Epochs);
        Assert.DoesNotContain(s_epochs.Settings, setting => setting.Key is SpecKeys.Steps or SpecKeys.EvalEvery);
    }

    [Fact]
    public void Without_eval_every_a_pass_is_evaluated_after()
    {
        RunSpec passes = s_steps with
        {
            Settings = [.. s_steps.Settings.Select(setting => setting.Key == SpecKeys.EvalEvery ? setting with { Value = SpecWords.OfPass } : setting)],
        };
        Assert.Equal((40, 9), (passes.StepsPerEvaluation, passes.Epochs));
    }

    [Fact]
    public void A_row_is_stored_with_its_step_and_read_back()
    {
        Assert.Equal(s_rows, ResultReader.ParseEpochs(EpochText.File(s_rows)));
        Assert.StartsWith("{\"epoch\": 1, \"step\": 50, \"train_loss\": ", Encoding.UTF8.GetString(EpochText.File(s_rows)));
        Assert.DoesNotContain("step", Encoding.UTF8.GetString(EpochText.File(Specs.Epochs(2, 0.9))));
    }

    [Fact]
    public void Csv_has_a_column_of_steps_where_a_run_counts_them()
    {
        RunFigures steps = Row(s_steps, s_rows);
        RunFigures epochs = Row(s_epochs, Specs.Epochs(5, 0.9));
        Assert.StartsWith("name,experiment,seed,engine,epoch,step,train_loss", EpochRows.Csv([steps]));
        Assert.Contains("examples/steps,examples/steps,0,exact/1,7,330,", EpochRows.Csv([steps]));
        Assert.StartsWith("name,experiment,seed,engine,epoch,train_loss", EpochRows.Csv([epochs]));
        Assert.EndsWith(",330\n", RunCsv.Write([steps]).Replace("\r", "", StringComparison.Ordinal));
        Assert.DoesNotContain("steps_completed", RunCsv.Write([epochs]));
    }

    [Fact]
    public void Json_has_the_step_and_null_where_epochs_are_counted()
    {
        Assert.Contains("\"step\": 330", RunJson.Write([Row(s_steps, s_rows)]));
        Assert.Contains("\"step\": null", RunJson.Write([Row(s_epochs, Specs.Epochs(5, 0.9))]));
    }

    [Fact]
    public void Progress_and_states_are_told_in_steps()
    {
        Assert.StartsWith("step 100/330  loss ", PlainProgress.EpochLine(s_steps, s_rows[1]));
        RunResult stopped = FakeRuns.Result(s_steps, RunStatus.Interrupted) with { Epochs = s_rows[..3] };
        Assert.Equal("interrupted 150/330", new RunFigures(stopped, []).State.Text);
        Assert.Equal("halted 50/330", new RunFigures(stopped with { Status = RunStatus.Halted, Epochs = s_rows[..1] }, []).State.Text);
    }

    [Fact]
    public void A_difference_is_found_at_its_step()
    {
        EpochMetrics[] other = [s_rows[0], s_rows[1] with { TestLoss = 9 }];
        Assert.StartsWith("first difference  step 100, test_loss", EpochDifference.First(s_rows, other, unevaluatedMatches: false)!.Lines().First());
    }

    [Fact]
    public void Charts_have_steps_along_the_axis_where_all_runs_have_the_same_ones()
    {
        RowAxis axis = RowAxis.Of([s_steps, s_steps]);
        Assert.Equal(("step", 50, 330), (axis.Word, axis.Number(1), axis.Number(7)));
        Assert.Equal(("evaluation", 7), (RowAxis.Of([s_steps, s_epochs]).Word, RowAxis.Of([s_steps, s_epochs]).Number(7)));
        Assert.Same(RowAxis.Epochs, RowAxis.Of([s_epochs]));
    }

    [Fact]
    public void The_learning_rate_of_each_row_is_that_of_its_first_step()
    {
        double[] rates = [.. LearningRates.Of(s_steps)];
        Assert.Equal(7, rates.Length);
        Assert.Equal(0.005, rates[0]);
        Assert.Equal((0.005 / 2) * (1 + Math.Cos(Math.PI * 300 / 330)), rates[6], 1e-12);
    }

    [Fact]
    public void Rungs_of_halving_are_called_by_their_steps()
    {
        IReadOnlyList<HalvingStep> rungs = HalvingLadder.Of(9, s_steps.Epochs, new HalvingOptions());
        Assert.Equal("halving: 9 to step 50, 3 to step 150, 1 to step 330", HalvingText.Plan(rungs, 9, s_steps));
    }

    [Fact]
    public void A_script_of_steps_evaluates_within_passes_and_ends_within_one()
    {
        string script = PyTorchScript.Write(s_steps, ScriptSpecs.Reference, "steps.py");
        Assert.Contains("\nSTEPS = 330\n", script);
        Assert.DoesNotContain("EPOCHS", script);
        Assert.Contains("    eval_every = 50\n", script);
        Assert.Contains("enumerate(batches(train_loader), start=1):\n", script);
        Assert.Contains("        if step % eval_every != 0 and step != STEPS:\n            continue\n", script);
        Assert.Contains("CosineAnnealingLR(optimizer, T_max=STEPS, eta_min=0)", script);
        Assert.Contains("print(f\"step {step}/{STEPS}  loss", script);
        Assert.DoesNotContain("batches(", PyTorchScript.Write(s_epochs, ScriptSpecs.Reference, "epochs.py"));
    }

    private static RunFigures Row(RunSpec spec, IReadOnlyList<EpochMetrics> rows) =>
        new(FakeRuns.Result(spec, RunStatus.Completed) with { Epochs = rows }, []);
}
