using System.Text.Json;
using AngleSharp.Dom;
using MnistLstm.Runner.Reports.Html;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Runner.Tests.Reports.Html;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Tests.Reports;

/// <summary>The published RMSE of a run that predicts numbers, wherever published accuracies stand of others.</summary>
public sealed class PublishedRmseTests : IDisposable
{
    private static readonly RunSpec s_load = Specs.OfNumbers(Specs.Make("load", epochs: 3), published: 0.45);
    private static readonly RunSpec s_wind = Specs.OfNumbers(Specs.Make("wind", 32, epochs: 3), published: 0.3);
    private static readonly RunSpec s_digits = Specs.Make("digits", 64, published: 0.9807);
    private readonly CommandHarness _app = new(s_load, s_wind, s_digits) { Width = null };

    public PublishedRmseTests()
    {
        _app.Runs.HoldsNumbers(s_load, 0.75, 0.625, 0.5);
        _app.Runs.HoldsNumbers(s_wind, 0.75, 0.5, 0.25);
        _app.Runs.Holds(s_digits, accuracy: 0.951);
    }

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("table")]
    [InlineData("md")]
    public void Compare_has_it_in_the_column_of_published_figures_beside_the_accuracies_of_others(string format)
    {
        Assert.Equal(0, _app.Run("compare", "load", "wind", "digits", "--format", format));
        Assert.Contains("published", _app.Output);
        Assert.Contains("0.4500", Line("load"));
        Assert.Contains("0.3000", Line("wind"));
        Assert.Contains("98.07", Line("digits"));
        Assert.DoesNotContain("45.00", _app.Output);
    }

    [Fact]
    public void JSON_has_a_field_for_it_and_null_where_none_was_published()
    {
        _app.Run("compare", "load", "digits", "--format", "json");
        JsonElement[] runs = [.. JsonElement.Parse(_app.Output).GetProperty("runs").EnumerateArray()];
        JsonElement load = runs.Single(run => run.GetProperty("name").GetString() == "load");
        JsonElement digits = runs.Single(run => run.GetProperty("name").GetString() == "digits");
        Assert.Equal((0.45, JsonValueKind.Null), (load.GetProperty("published_test_rmse").GetDouble(), load.GetProperty("published_test_accuracy").ValueKind));
        Assert.Equal((JsonValueKind.Null, 0.9807),
            (digits.GetProperty("published_test_rmse").ValueKind, digits.GetProperty("published_test_accuracy").GetDouble()));
    }

    [Fact]
    public void CSV_has_it_as_the_last_of_the_errors_and_no_column_of_it_where_all_runs_are_of_classes()
    {
        _app.Run("compare", "load", "--format", "csv");
        string[] lines = _app.Output.Split('\n');
        Assert.EndsWith(",accepted_test_rmse,published_test_rmse", lines[0]);
        Assert.EndsWith(",0.45", lines[1]);
        _app.Run("compare", "digits", "--format", "csv");
        Assert.DoesNotContain("rmse", _app.Output);
    }

    [Fact]
    public void Below_the_table_it_stands_beside_ours_at_the_end_with_the_difference()
    {
        _app.Run("compare", "load");
        Assert.Contains("load: published and reproduced\n", _app.Output);
        Assert.Matches(@"test RMSE\s+3\s+0\.4500\s+0\.5000\s+\+0\.0500\s+\+0\.0500\s+3\n", _app.Output);
    }

    [Fact]
    public void It_stands_beside_the_epoch_that_was_restored_which_is_the_result()
    {
        RunSpec spec = Specs.OfNumbers(Specs.Make("best", epochs: 3), published: 0.45);
        spec = spec with { Settings = [.. spec.Settings.Select(s => s.Key == SpecKeys.RestoreBest ? s with { Value = "true" } : s)] };
        _app.Catalog.Add(spec);
        _app.Runs.HoldsNumbers(spec, 0.75, 0.5, 0.625);
        _app.Run("compare", "best");
        Assert.Matches(@"test RMSE\s+2\s+0\.4500\s+0\.5000\s+\+0\.0500\s+\+0\.0500\s+2\n", _app.Output);
    }

    [Fact]
    public void It_has_as_many_decimals_as_the_page_prints()
    {
        RunSpec spec = Specs.OfNumbers(Specs.Make("fine", epochs: 1), published: 0.041325);
        _app.Catalog.Add(spec);
        _app.Runs.HoldsNumbers(spec, 0.041);
        _app.Run("compare", "fine");
        Assert.Matches(@"test RMSE\s+1\s+0\.041325\s+0\.041000\s+-0\.000325\s", _app.Output);
    }

    [Fact]
    public void Show_names_it()
    {
        _app.Run("show", "load");
        Assert.EndsWith("\npublished  test RMSE 0.4500  (a paper)\n", _app.Output);
    }

    [Fact]
    public void Rows_of_predicted_numbers_are_sorted_by_the_least_published_figure_and_those_of_classes_by_the_greatest()
    {
        RunFigures[] numbers = [Run(s_load), Run(s_wind)];
        Assert.Equal(["wind", "load"], RowOrder.Parse("published", numbers).Sort([.. numbers.Select(run => new ResultRow(run))]).Select(row => row.Name));
        Assert.True(RowOrder.Parse("published", [Run(s_digits)]).Descending);
        Assert.True(RowOrder.Parse("published:desc", numbers).Descending);
        Assert.Equal("0.3000", RowField.Find("published", "--columns", numbers).Column().Cell(new ResultRow(numbers[1])).Text);
    }

    [Fact]
    public void The_page_has_it_in_its_first_table_among_the_figures_in_the_chart_and_in_every_epoch()
    {
        IDocument page = ReportPages.Parse(ReportPages.Write([Run(s_load, 0.75, 0.625, 0.5), ReportPages.Complete(s_digits)]));
        IElement[] rows = [.. page.QuerySelector("table")!.QuerySelectorAll("tbody tr")];
        Assert.Contains(rows, row => row.TextContent.Contains("0.4500") && row.TextContent.Contains("+0.0500"));
        Assert.Contains(rows, row => row.TextContent.Contains("98.07") && row.TextContent.Contains("-2.07"));

        IElement section = page.GetElementById("of-load")!;
        Assert.Equal(("0.4500", "+0.0500"), (Figure(section, "published"), Figure(section, "difference")));
        Assert.Contains("published test: 0.4500 in epoch 3.", section.QuerySelector("svg.chart")!.GetAttribute("aria-label"));
        IElement[] tables = [.. section.QuerySelectorAll("table")];
        Assert.Contains("Errors are in the targets' unit.", tables[0].TextContent + section.TextContent);
        Assert.Equal(["test RMSE", "3", "0.4500", "0.5000", "+0.0500", "+0.0500", "3"], Cells(tables[0].QuerySelector("tbody tr")!));
        IElement epochs = section.QuerySelector("details table")!;
        Assert.Equal(["epoch", "test loss", "train loss", "test RMSE", "published", "difference", "test MAE", "test R²", "train RMSE"],
            epochs.QuerySelectorAll("thead th").Select(cell => cell.TextContent.Trim()));
        Assert.Equal(["3", "0.2500", "0.2500", "0.5000", "0.4500", "+0.0500", "0.2500", "0.5000", "0.5000"],
            Cells(epochs.QuerySelectorAll("tbody tr")[^1]));
    }

    [Fact]
    public void The_picture_names_the_error_and_the_published_one_without_a_percent_sign()
    {
        RunFigures[] runs = [Run(s_load, 0.75, 0.625, 0.5), ReportPages.Complete(s_digits, 0.96)];
        string picture = CurvePicture.Write(ReportBuilder.Build(runs, [s_load, s_digits], evaluate: null));
        Assert.Contains(">load: test RMSE 0.5000, published 0.4500<", picture);
        Assert.Contains(">digits: test 96.00 %, published 98.07 %<", picture);
    }

    private static RunFigures Run(RunSpec spec, params double[] rmse) => ReportPages.Complete(spec) is var run && rmse.Length == 0 ? run
        : run with { Result = run.Result with { Epochs = [.. rmse.Select((error, i) => Specs.NumberEpoch(i + 1, error))] } };

    private string Line(string name) => _app.Output.Split('\n').First(line => line.TrimStart('|', ' ').StartsWith(name, StringComparison.Ordinal));

    private static string Figure(IElement section, string name) =>
        section.QuerySelectorAll("dl.figures dt").Single(term => term.TextContent == name).NextElementSibling!.TextContent;

    private static string[] Cells(IElement row) => [.. row.QuerySelectorAll("th, td").Select(cell => cell.TextContent.Trim())];
}
