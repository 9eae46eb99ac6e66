using System.Text.RegularExpressions;
using MnistLstm.Runner.Reports.Formats;
using MnistLstm.Runner.Reports.Progress;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Reports;

/// <summary>Rows of runs that predict numbers: errors where accuracies stand else.</summary>
public sealed class NumberRowTests
{
    [Fact]
    public void The_least_RMSE_is_the_best_and_the_columns_are_the_errors()
    {
        ResultRow[] rows = [Row("a", 0.5), Row("b", 0.25), Row("c", 1)];
        Assert.Equal(["b", "a", "c"], ResultTables.BestFirst(rows).Select(row => row.Name));
        string table = ResultTables.OfComparison(rows, new ComparisonView()).ToMarkdown();
        Assert.Contains("test RMSE", table);
        Assert.Contains("test MAE", table);
        Assert.Contains("test R²", table);
        Assert.Contains("0.2500 \\*", table);
        Assert.DoesNotContain("test %", table);
    }

    [Fact]
    public void Among_runs_of_classes_both_kinds_of_columns_stand_each_with_its_own_best()
    {
        ResultRow[] rows = [Row("a", 0.5), Row("b", 0.25), Classes("x", 0.9), Classes("y", 0.8)];
        string table = ResultTables.OfComparison(rows, new ComparisonView()).ToMarkdown();
        Assert.Contains("90.00 \\*", table);
        Assert.Contains("0.2500 \\*", table);
        Assert.Equal(["x", "y", "b", "a"], ResultTables.BestFirst(rows).Select(row => row.Name));
    }

    [Fact]
    public void The_difference_of_two_rows_is_that_of_their_RMSE()
    {
        ResultRow baseline = Row("a", 0.5);
        ResultColumn delta = ResultColumn.Delta(baseline);
        Assert.Equal(("-0.2500", "-", "-"), (delta.Cell(Row("b", 0.25)).Text, delta.Cell(Classes("x", 0.9)).Text, delta.Cell(baseline).Text));
    }

    [Fact]
    public void Runs_are_sorted_and_chosen_by_any_of_the_errors()
    {
        RunFigures[] runs = [Row("a", 0.5).Runs[0], Row("b", 0.25).Runs[0]];
        ResultRow[] rows = [.. runs.Select(run => new ResultRow(run))];
        Assert.Equal(["b", "a"], RowOrder.Parse("rmse", runs).Sort(rows).Select(row => row.Name));
        Assert.Equal(["b", "a"], RowOrder.Parse("test_r2", runs).Sort(rows).Select(row => row.Name));
        Assert.Equal(["a", "b"], RowOrder.Parse("mae:desc", runs).Sort(rows).Select(row => row.Name));
    }

    [Fact]
    public void Progress_shows_the_RMSE() => Assert.Equal(
        "epoch 1/5  loss 0.2500  test RMSE 0.5000", PlainProgress.EpochLine(Spec("a"), Epoch(0.5)));

    [Fact]
    public void JSON_and_CSV_have_null_or_nothing_where_there_is_no_accuracy_and_the_errors()
    {
        RunFigures run = Row("a", 0.5).Runs[0];
        string json = RunJson.Write([run]);
        Assert.Contains("\"test_accuracy\": null", json);
        Assert.Contains("\"test_rmse\": 0.5", json);
        Assert.Contains("\"validation_rmse\": null", json);
        string[] csv = RunCsv.Write([run]).Split('\n');
        string[] names = Fields(csv[0]);
        string[] values = Fields(csv[1]);
        Assert.Equal(("", "0.5", "0.25"), (values[Array.IndexOf(names, "test_accuracy")], values[Array.IndexOf(names, "test_rmse")],
            values[Array.IndexOf(names, "test_mae")]));
    }

    // A comma in quotation marks, as of betas, parts nothing.
    private static string[] Fields(string record) => Regex.Split(record.Trim(), ",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

    [Fact]
    public void The_first_table_of_a_page_has_their_errors_beside_the_accuracies_of_others()
    {
        AngleSharp.Dom.IDocument page = Html.ReportPages.Parse(Html.ReportPages.Write([.. Row("a", 0.5).Runs, .. Classes("x", 0.9).Runs]));
        string[] headings = [.. page.QuerySelectorAll("table").First().QuerySelectorAll("th[scope=col]").Select(cell => cell.TextContent.Trim())];
        Assert.Contains("test %", headings);
        Assert.Contains("test RMSE", headings);
        Assert.Contains("0.5000", page.QuerySelectorAll("table").First().TextContent);
    }

    private static ResultRow Row(string name, double rmse) => new(Figures(Spec(name), Epoch(rmse)));

    private static ResultRow Classes(string name, double accuracy) => new(Figures(Specs.Make(name), Specs.Epochs(5, accuracy)[^1]));

    private static RunFigures Figures(RunSpec spec, EpochMetrics epoch) => new(
        new RunResult
        {
            Spec = spec,
            Engine = "exact/1",
            Fingerprint = "",
            Status = RunStatus.Cached,
            Epochs = [epoch],
            Snapshot = SnapshotComparison.Unchecked,
        }, []);

    private static RunSpec Spec(string name) => Specs.OfNumbers(Specs.Make(name));

    private static EpochMetrics Epoch(double rmse) => Specs.NumberEpoch(1, rmse);
}
