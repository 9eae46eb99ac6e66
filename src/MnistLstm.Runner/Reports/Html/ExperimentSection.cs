using System.Globalization;
using MnistLstm.Runner.Reports.Charts;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Views;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Loop;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Reports.Html;

/// <summary>The section of an experiment: its figures, its curves, the published figures beside them, its mistakes, its spec.</summary>
internal static class ExperimentSection
{
    /// <summary>Writes it.</summary>
    public static void Write(HtmlWriter html, ReportExperiment experiment)
    {
        html.Open("section", ("id", experiment.Anchor), ("aria-labelledby", "h-" + experiment.Name)).Line();
        html.Element("h2", experiment.Name, ("id", "h-" + experiment.Name)).Line();
        if (experiment.Best.Spec.Description is { } description)
        {
            html.Element("p", description.Trim()).Line();
        }

        if (experiment.Best.Spec.Reference is { } reference)
        {
            html.Element("p", $"Published: {reference.Source}", ("class", "muted")).Line();
        }

        FigureList(html, experiment);
        if (experiment.IsDrawn)
        {
            Charts(html, experiment);
        }

        if (experiment.Rows.Count > 1)
        {
            html.Element("h3", "All rows").Line();
            TextTable rows = ResultTables.OfComparison(experiment.Rows, new ComparisonView());
            TableWriter.Write(html, RunName.VariedKeys(experiment.Best.Spec).Count > 0 ? rows.Without(0) : rows, "The best first; * marks the best.",
                $"rows of {experiment.Name}", sortable: true);
        }
        else if (experiment.IsDrawn)
        {
            Epochs(html, experiment);
        }

        if (experiment.Evaluation is { } evaluation)
        {
            EvaluationSection.Write(html, evaluation);
        }

        Spec(html, experiment);
        html.CloseLine();
    }

    private static void FigureList(HtmlWriter html, ReportExperiment experiment)
    {
        ResultRow row = experiment.Best;
        html.Open("dl", ("class", "figures")).Line();
        string of = (row.Runs.Count > 1 ? $", mean of {Text(row.Runs.Count)} seeds" : "") + Of(experiment);
        string unit = row.PredictsNumbers ? "RMSE" : "accuracy";
        if (row.Validates)
        {
            Figure($"validation {unit}{of}", row.PredictsNumbers ? Error(validation: true, errors => errors.Rmse) : Percent(row.Validation), first: true);
        }

        Figure($"test {unit}{(row.Validates ? "" : of)}", row.PredictsNumbers ? Error(validation: false, errors => errors.Rmse) : Percent(row.Test),
            first: !row.Validates);
        if (row.PredictsNumbers)
        {
            Figure("test MAE", Error(validation: false, errors => errors.Mae));
            Figure("test R²", Error(validation: false, errors => errors.R2));
        }

        if (row.Published is not null)
        {
            Figure("published", row.PublishedText + (row.PredictsNumbers ? "" : " %"));
            Figure("difference", row.PublishedDifference + (row.PredictsNumbers || row.Test.Mean is null ? "" : " points"));
        }

        Figure("parameters", Figures.Count(row.Spec.Parameters));
        Figure("training", row.TrainSeconds is { } seconds ? Figures.Seconds(seconds) + " s" : "-");
        Figure("snapshot", experiment.Together.State.Text);
        html.CloseLine();

        string Error(bool validation, Func<ErrorFigures, double?> error) => row.Error(validation, error).ToString();

        void Figure(string name, string value, bool first = false) =>
            html.Open("div", ("class", first ? "first" : null)).Element("dt", name).Element("dd", value).CloseLine();
    }

    private static string Percent(MeanFigure accuracy) => accuracy.Mean is not { } mean ? "-"
        : Figures.Percent(mean) + (accuracy.Deviation is { } deviation ? $" ± {Figures.Percent(deviation)} %" : " %");

    private static string Of(ReportExperiment experiment) => experiment.Rows.Count == 1 ? ""
        : $", the best of {Figures.Count(experiment.Rows.Count)}: {ExperimentFigures.Label(experiment.Best)}";

    private static void Charts(HtmlWriter html, ReportExperiment experiment)
    {
        int drawn = ExperimentFigures.DrawnRows(experiment).Count;
        if (drawn < experiment.Rows.Count)
        {
            html.Open("p", ("class", "muted")).Text($"The curves of the {Text(drawn)} best of {Figures.Count(experiment.Rows.Count)} rows. Any other: ")
                .Element("code", $"dotnet run -- curve {ShellText.Quote(experiment.Rows[^1].Runs[0].Spec.Name)}").CloseLine();
        }

        html.Open("div", ("class", "pair")).Line();
        foreach (CurveFigure figure in ExperimentFigures.Of(experiment))
        {
            FigureWriter.Write(html, figure);
        }

        html.CloseLine();
    }

    private static void Epochs(HtmlWriter html, ReportExperiment experiment)
    {
        ResultRow row = experiment.Best;
        IReadOnlyList<PublishedMetric> published = PublishedMetric.Of(row, experiment.Data);
        PublishedTables tables = new(PublishedMetric.Decimals(row.Spec));
        bool unit = PublishedMetric.UsesBatchMeans(row.Spec);
        if (published.Count > 0)
        {
            html.Element("h3", "Published and reproduced").Line();
            string losses = unit ? " Losses as the published page counts them: the sum of the batches' mean losses, divided by the number of samples." : "";
            string differ = row.PredictsNumbers ? "Errors are in the targets' unit." : "Accuracies differ in percentage points.";
            TableWriter.Write(html, tables.Summary(published), differ + losses,
                $"published figures of {experiment.Name} beside ours");
        }

        (string Part, bool IsAccuracy, SeedCurve Curve)[] curves =
        [
            ("test", true, SeedCurve.Of(row, epoch => epoch.TestAccuracy)),
            ("test", false, PublishedMetric.TestLoss(row, experiment.Data)),
            ("validation", true, SeedCurve.Of(row, epoch => epoch.ValidationAccuracy)),
            ("validation", false, SeedCurve.Of(row, epoch => epoch.ValidationLoss)),
            ("train", true, SeedCurve.Of(row, epoch => epoch.TrainAccuracy)),
            ("train", false, PublishedMetric.TrainLoss(row, experiment.Data)),
        ];
        (string Name, SeedCurve Curve)[] errors =
        [
            ("test RMSE", SeedCurve.Of(row, epoch => epoch.TestErrors?.Rmse)),
            ("test MAE", SeedCurve.Of(row, epoch => epoch.TestErrors?.Mae)),
            ("test R²", SeedCurve.Of(row, epoch => epoch.TestErrors?.R2)),
            ("validation RMSE", SeedCurve.Of(row, epoch => epoch.ValidationErrors?.Rmse)),
            ("train RMSE", SeedCurve.Of(row, epoch => epoch.TrainErrors?.Rmse)),
        ];
        int epochs = row.Runs.Max(run => run.Result.Epochs.Count);
        string all = $"dotnet run -- curve {ShellText.Quote(row.Runs[0].Spec.Name)} --format csv";
        string some = epochs > PublishedTables.MostEpochs ? $" {Figures.Count(PublishedTables.MostEpochs)} of {Figures.Count(epochs)} "
            + $"{(row.Spec.Steps is null ? "epochs" : "evaluations")}; all: {all}" : "";
        string means = row.Runs.Count > 1 ? $", means of {Text(row.Runs.Count)} seeds" : "";
        html.Open("details").Element("summary", row.Spec.Steps is null ? "Every epoch as a table" : "Every evaluation as a table").Line();
        TableWriter.Write(html, tables.Epochs(row, published, curves, errors),
            $"{(row.PredictsNumbers ? "Errors as the targets are" : "Accuracies in percent")}{means}.{some}", $"epochs of {experiment.Name}", sortable: true);
        html.CloseLine();
    }

    private static void Spec(HtmlWriter html, ReportExperiment experiment)
    {
        RunSpec spec = experiment.Best.Spec;
        html.Open("details").Element("summary", "Spec and commands").Line();
        string best = experiment.Rows.Count > 1 ? $", as it is for the best row, {ExperimentFigures.Label(experiment.Best)}" : "";
        string Value(Setting setting) => setting.Key == SpecKeys.Seed ? ResultColumn.ValueOf(experiment.Best, setting.Key) : setting.Value;
        Setting[] chosen = [.. spec.Settings.Where(setting => setting.Value != setting.Default)];
        TableWriter.Write(
            html,
            new TextTable(
                [new TableColumn("key"), new TableColumn("value"), new TableColumn("default")],
                [.. chosen.Select(setting => (TableCell[])[setting.Key, Value(setting), setting.Default ?? "-"])]),
            $"{spec.SpecPath}{best}; every other key is at its default.",
            $"spec of {experiment.Name}");
        string run = ShellText.Quote(experiment.Best.Runs[0].Spec.Name);
        string commands = string.Join(
            '\n',
            $"dotnet run -- run {run} --force      # trains it again and compares every bit",
            $"dotnet run -- show {run}             # its modules and shapes",
            $"dotnet run -- curve {run}            # these curves in a terminal",
            $"dotnet run -- evaluate {run}         # its mistakes in a terminal");
        html.Element("pre", commands, ("tabindex", "0")).Line();
        html.CloseLine();
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
