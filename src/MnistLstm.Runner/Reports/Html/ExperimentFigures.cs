using System.Globalization;
using MnistLstm.Runner.Reports.Charts;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Training;

namespace MnistLstm.Runner.Reports.Html;

/// <summary>The charts of an experiment.</summary>
internal static class ExperimentFigures
{
    /// <summary>Lines that can still be told from each other in one chart.</summary>
    public const int MostLines = 6;

    /// <summary>Of one row the accuracy (or the RMSE of predicted numbers) and the loss of all parts of the data, published figures laid over; of a
    /// family's best rows what they are ranked by.</summary>
    public static IReadOnlyList<CurveFigure> Of(ReportExperiment experiment) =>
        [.. (experiment.Rows.Count == 1 ? OfRow(experiment) : OfFamily(experiment)).Where(figure => figure.Lines.Count > 0)
            .Select(figure => figure with { Axis = RowAxis.Of([.. DrawnRows(experiment).Select(row => row.Spec)]) })];

    /// <summary>The rows of a family that are drawn.</summary>
    public static IReadOnlyList<ResultRow> DrawnRows(ReportExperiment experiment) =>
        [.. experiment.Rows.Where(row => row.Runs.Any(run => run.Result.Epochs.Count > 0)).Take(MostLines)];

    /// <summary>What tells a row from the others of its family: <c>hidden_size 32, learning_rate 0.001</c>.</summary>
    public static string Label(ResultRow row)
    {
        IReadOnlyList<string> keys = row.VariedKeys;
        return keys.Count == 0 ? row.Name : string.Join(", ", keys.Select(key => $"{key} {row.Spec[key]}"));
    }

    private static IEnumerable<CurveFigure> OfRow(ReportExperiment experiment)
    {
        ResultRow row = experiment.Best;
        IReadOnlyList<PublishedMetric> published = PublishedMetric.Of(row, experiment.Data);
        yield return new CurveFigure("RMSE", false,
        [
            .. Line("test", "test", SeedCurve.Of(row, epoch => epoch.TestErrors?.Rmse)),
            .. Line("validation", "validation", SeedCurve.Of(row, epoch => epoch.ValidationErrors?.Rmse)),
            .. Line("train", "train", SeedCurve.Of(row, epoch => epoch.TrainErrors?.Rmse)),
            .. Published(published, MetricKind.Rmse),
        ]);
        yield return new CurveFigure("Accuracy", true,
        [
            .. Line("test", "test", SeedCurve.Of(row, epoch => epoch.TestAccuracy)),
            .. Line("validation", "validation", SeedCurve.Of(row, epoch => epoch.ValidationAccuracy)),
            .. Line("train", "train", SeedCurve.Of(row, epoch => epoch.TrainAccuracy)),
            .. Published(published, MetricKind.Accuracy),
        ]);
        bool unit = PublishedMetric.UsesBatchMeans(row.Spec);
        yield return new CurveFigure(unit ? "Loss as published: sum of the batches' means ÷ samples" : "Loss, mean of the samples", false,
        [
            .. Line("test", "test", PublishedMetric.TestLoss(row, experiment.Data)),
            .. Line("validation", "validation", SeedCurve.Of(row, epoch => unit ? null : epoch.ValidationLoss)),
            .. Line("train", "train", PublishedMetric.TrainLoss(row, experiment.Data)),
            .. Published(published, MetricKind.Loss),
        ])
        { Decimals = PublishedMetric.Decimals(row.Spec) };
    }

    private static IEnumerable<CurveFigure> OfFamily(ReportExperiment experiment)
    {
        IReadOnlyList<ResultRow> rows = DrawnRows(experiment);
        (string part, Func<EpochMetrics, double?> accuracy, Func<EpochMetrics, double?> loss) = experiment.Best.Validates
            ? ("Validation", epoch => epoch.ValidationAccuracy, epoch => epoch.ValidationLoss)
            : ("Test", (Func<EpochMetrics, double?>)(epoch => epoch.TestAccuracy), (Func<EpochMetrics, double?>)(epoch => epoch.TestLoss));
        yield return experiment.Best.PredictsNumbers
            ? Figure($"{part} RMSE", false, epoch => (experiment.Best.Validates ? epoch.ValidationErrors : epoch.TestErrors)?.Rmse)
            : Figure($"{part} accuracy", true, accuracy);
        yield return Figure($"{part} loss, mean of the samples", false, loss);

        // Bands of many rows cover each other.
        CurveFigure Figure(string title, bool isAccuracy, Func<EpochMetrics, double?> value) =>
            new(title, isAccuracy, [.. rows.Index()
                .SelectMany(row => Line(Label(row.Item), $"line-{Text(row.Index)}", SeedCurve.Of(row.Item, value), band: rows.Count <= 3))]);
    }

    private static IEnumerable<CurveLine> Line(string label, string style, SeedCurve curve, bool band = true)
    {
        bool drawn = band && curve.Seeds > 1;
        return curve.IsEmpty
            ? []
            : [new CurveLine(label, style, curve.Mean) { Seeds = curve.Seeds, Low = drawn ? curve.Low : null, High = drawn ? curve.High : null }];
    }

    private static IEnumerable<CurveLine> Published(IReadOnlyList<PublishedMetric> metrics, MetricKind kind) =>
        metrics.Where(metric => metric.Kind == kind).OrderByDescending(metric => metric.Part == "test")
            .Select(metric => new CurveLine($"published {metric.Part}", metric.Part, metric.Published, Published: true));

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
