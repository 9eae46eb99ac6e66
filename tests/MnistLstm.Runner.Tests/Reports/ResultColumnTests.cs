using MnistLstm.Experiments.Generated;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Training;
using MnistLstm.Training.Loop;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Tests.Reports;

/// <summary>Columns of results tables: heading, side, and what they show of a row.</summary>
public sealed class ResultColumnTests
{
    private static readonly EpochMetrics s_errors = new(1, 0.25, null, 0.25, null, 0.1, 1, 1, new string('a', 64))
    {
        TestErrors = new ErrorFigures(0.125, 0.5, 0.75),
        ValidationErrors = new ErrorFigures(0.25, 0.625, 0.5),
    };

    [Fact]
    public void A_run_s_name_is_never_cut() => Assert.Equal(new TableColumn("run", Whole: true), ResultColumn.Run.Column);

    [Fact]
    public void Errors_stand_under_their_names_to_the_right_and_are_those_of_their_samples()
    {
        ResultRow row = Row(FakeRuns.Result(Specs.Make("a", epochs: 1), RunStatus.Completed) with { Epochs = [s_errors] });
        Assert.Equal((new TableColumn("val RMSE", Right: true), "0.6250"), Shown(ResultColumn.ValidationRmse([]), row));
        Assert.Equal((new TableColumn("test RMSE", Right: true), "0.5000"), Shown(ResultColumn.TestRmse([]), row));
        Assert.Equal("0.1250", ResultColumn.TestMae(all: true).Cell(row).Text);
        Assert.Equal("0.7500", ResultColumn.TestR2(all: true).Cell(row).Text);
    }

    [Fact]
    public void Where_all_rows_predict_numbers_their_further_errors_go_late_and_else_early()
    {
        Assert.Equal(new TableColumn("test MAE", Right: true, Importance: 10), ResultColumn.TestMae(all: true).Column);
        Assert.Equal(new TableColumn("test MAE", Right: true, Importance: 2), ResultColumn.TestMae(all: false).Column);
        Assert.Equal(new TableColumn("test R²", Right: true, Importance: 11), ResultColumn.TestR2(all: true).Column);
        Assert.Equal(new TableColumn("test R²", Right: true, Importance: 3), ResultColumn.TestR2(all: false).Column);
    }

    [Fact]
    public void A_training_that_took_no_time_is_no_number_of_times_as_fast()
    {
        RunResult exact = FakeRuns.Result(Specs.Make("a"), RunStatus.Cached) with { Engine = "exact/1", TrainSeconds = 2 };
        RunResult other = exact with { Engine = "torchsharp/0.1", TrainSeconds = 4 };
        ResultColumn speed = ResultColumn.Speed(ResultColumn.ExactByName([Row(exact)]));
        Assert.Equal(("0.50x", "-"), (speed.Cell(Row(other)).Text, speed.Cell(Row(other with { TrainSeconds = 0 })).Text));
    }

    [Fact]
    public void A_row_without_a_result_has_no_difference()
    {
        ResultRow baseline = Row(FakeRuns.Result(Specs.Make("a"), RunStatus.Cached));
        Assert.Equal("-", ResultColumn.Delta(baseline).Cell(Row(FakeRuns.Result(Specs.Make("b"), status: null))).Text);
    }

    [Fact]
    public void A_key_that_tells_rows_apart_stays_and_may_stand_below_them_and_any_other_may_be_left_out()
    {
        Assert.Equal((null, 4), (Key(essential: true, folds: true).Importance, Key(essential: true, folds: true).Fold));
        Assert.Equal((null, null), (Key(essential: true, folds: false).Importance, Key(essential: true, folds: false).Fold));
        Assert.Equal((4, null), (Key(essential: false, folds: true).Importance, Key(essential: false, folds: true).Fold));

        static TableColumn Key(bool essential, bool folds) => ResultColumn.Setting(SpecKeys.BatchSize, essential, folds).Column;
    }

    [Fact]
    public void A_model_block_is_shown_compactly_with_a_shorter_form_for_narrow_tables_and_other_keys_have_none()
    {
        RunSpec spec = ExperimentCatalog.Runs.First(run => run.HasModelBlock);
        ResultRow row = Row(FakeRuns.Result(spec, status: null));
        TableCell model = ResultColumn.Setting(SpecKeys.Model).Cell(row);
        Assert.Equal((ModelText.Compact(spec.Network), ModelText.Short(spec.Network)), (model.Text, model.Short));
        Assert.Null(ResultColumn.Setting(SpecKeys.Epochs).Cell(row).Short);
        Assert.Null(ResultColumn.Setting(SpecKeys.Model).Cell(Row(FakeRuns.Result(Specs.Make("a"), status: null))).Short);
    }

    [Fact]
    public void A_key_that_a_spec_does_not_have_is_a_dash() =>
        Assert.Equal("-", ResultColumn.ValueOf(Row(FakeRuns.Result(Specs.Make("a"), status: null)), "no_such_key"));

    private static (TableColumn Column, string Text) Shown(ResultColumn column, ResultRow row) => (column.Column, column.Cell(row).Text);

    private static ResultRow Row(RunResult result) => new(new RunFigures(result, []));
}
