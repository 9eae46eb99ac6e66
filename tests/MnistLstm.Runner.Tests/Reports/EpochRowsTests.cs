using MnistLstm.Runner.Reports.Formats;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Tests.Reports;

/// <summary>A row for each epoch, for programs and for people.</summary>
public sealed class EpochRowsTests
{
    private static readonly EpochMetrics s_epoch = new(1, 1.25, 0.9, 0.3, 0.875, 0.2, 100, 10, new string('1', 64));
    private static readonly EpochMetrics s_unevaluated = new(2, 0.5, null, null, null, 0.125, 50, null, new string('2', 64));

    [Fact]
    public void Csv_has_every_number_as_it_is_and_nothing_where_there_is_none()
    {
        Assert.Equal(
            [
                "name,experiment,seed,engine,epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,test_loss,test_accuracy,last_batch_loss,"
                    + "train_loss_sum,test_loss_sum,weights_sha256",
                $"x,f,3,exact/1,1,1.25,0.9,,,0.3,0.875,0.2,100,10,{new string('1', 64)}",
                $"x,f,3,exact/1,2,0.5,,,,,,0.125,50,,{new string('2', 64)}",
            ],
            EpochRows.Csv([Run("x", [s_epoch, s_unevaluated])]).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void Csv_has_columns_of_errors_where_one_of_the_runs_predicts_numbers()
    {
        RunFigures classes = Run("x", [s_epoch]);
        string errors = ",test_mae,test_rmse,test_r2,weights_sha256";
        Assert.DoesNotContain(errors, EpochRows.Csv([classes]), StringComparison.Ordinal);
        Assert.Contains(errors, EpochRows.Csv([classes, Numbers()]), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_runs_of_which_one_counts_steps_each_has_the_column()
    {
        string csv = EpochRows.Csv([Run("x", [s_epoch]), Steps()]).ReplaceLineEndings("\n");
        Assert.StartsWith("name,experiment,seed,engine,epoch,step,train_loss", csv, StringComparison.Ordinal);
        Assert.Contains("\nx,f,3,exact/1,1,,1.25,", csv, StringComparison.Ordinal);
        Assert.Contains("\nsteps,f,3,exact/1,1,50,1.25,", csv, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_has_what_any_run_has_without_the_sums_and_a_dash_where_one_has_none()
    {
        TextTable table = EpochRows.Table([Run("x", [s_epoch, s_unevaluated])]);
        Assert.Equal(["run", "epoch", "train loss", "train accuracy", "test loss", "test accuracy", "last batch loss"],
            table.Columns.Select(column => column.Header));
        Assert.Equal([false, true, true, true, true, true, true], table.Columns.Select(column => column.Right));
        Assert.Equal(["x", "1", "1.2500", "90.00 %", "0.3000", "87.50 %", "0.2000"], table.Rows[0].Select(cell => cell.Text));
        Assert.Equal(["x", "2", "0.5000", "-", "-", "-", "0.1250"], table.Rows[1].Select(cell => cell.Text));
    }

    [Fact]
    public void The_table_s_rows_are_called_by_what_its_runs_count()
    {
        Assert.Equal("epoch", EpochRows.Table([Run("x", [s_epoch])]).Columns[1].Header);
        Assert.Equal("epoch or step", EpochRows.Table([Run("x", [s_epoch]), Steps()]).Columns[1].Header);
        TextTable steps = EpochRows.Table([Steps()]);
        Assert.Equal(("step", "50"), (steps.Columns[1].Header, steps.Rows[0][1].Text));
    }

    private static RunFigures Run(string name, EpochMetrics[] epochs) => Figures(Specs.Make(name, experiment: "f", seed: 3), epochs);

    private static RunFigures Numbers()
    {
        RunSpec spec = Specs.Make("numbers", experiment: "f");
        return Figures(
            spec with { Settings = [.. spec.Settings.Select(s => s.Key == SpecKeys.Loss ? s with { Value = SpecWords.MseLoss } : s)] }, [s_epoch]);
    }

    private static RunFigures Steps()
    {
        RunSpec spec = Specs.Make("steps", experiment: "f", seed: 3);
        spec = spec with
        {
            Settings =
            [
                .. spec.Settings.Where(s => s.Key is not (SpecKeys.Epochs or SpecKeys.Steps or SpecKeys.EvalEvery)),
                new Setting(SpecKeys.Steps, "50", null, 2), new Setting(SpecKeys.EvalEvery, "50", null, 2),
            ],
        };
        return Figures(spec, [s_epoch with { Step = 50 }]);
    }

    private static RunFigures Figures(RunSpec spec, EpochMetrics[] epochs) =>
        new(FakeRuns.Result(spec, RunStatus.Completed) with { Epochs = epochs, Engine = "exact/1" }, []);
}
