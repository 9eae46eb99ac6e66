using System.Globalization;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Training;

namespace MnistLstm.Runner.Reports.Charts;

/// <summary>The charts of runs' metrics over their epochs.</summary>
internal static class CurveCharts
{
    private const int MostRuns = 6;

    /// <summary>A chart of accuracies (or of the RMSE of predicted numbers) and one of losses; or one for each metric that was asked for.</summary>
    /// <param name="rows">The runs; several seeds of one are their mean and a band from the least to the greatest.</param>
    /// <param name="metrics">The metrics; null for accuracy and loss.</param>
    public static IReadOnlyList<LineChart> Of(IReadOnlyList<ResultRow> rows, IReadOnlyList<Metric>? metrics)
    {
        if (metrics is not null)
        {
            return [.. metrics.SelectMany(metric => Pages(rows, [metric], Title(metric.Key)))];
        }

        // Of one run there is room for all parts of the data; of several, the test part compares them.
        string[] parts = rows.Count == 1 ? ["test", "validation", "train"] : ["test"];
        return
        [
            .. Kinds(rows).SelectMany(what =>
            {
                Metric[] metrics = [.. parts.Select(part => Find($"{part}_{what}"))];
                string title = rows.Count > 1 ? Title(metrics[0].Key) : what == "accuracy" ? "accuracy in %" : what == "rmse" ? "RMSE" : what;
                return what == "loss" && rows.Count == 1 && PublishedLosses(rows[0]) is { } published ? [published] : Pages(rows, metrics, title);
            }),
        ];
    }

    // What rows of classes have and what rows of predicted numbers have; the loss of both.
    private static IEnumerable<string> Kinds(IReadOnlyList<ResultRow> rows) =>
    [
        .. rows.All(row => row.PredictsNumbers) ? [] : new[] { "accuracy" },
        .. rows.Any(row => row.PredictsNumbers) ? new[] { "rmse" } : [],
        "loss",
    ];

    /// <summary>Where losses are published, ours beside them in the same unit; null where none are.</summary>
    private static LineChart? PublishedLosses(ResultRow row)
    {
        PublishedMetric[] losses = [.. PublishedMetric.Of(row, new RunDataSource().Identify(row.Spec.Data)).Where(metric => metric.Kind == MetricKind.Loss)];
        if (losses.Length == 0)
        {
            return null;
        }

        string Number(double loss) => loss.ToString("0.000000", CultureInfo.InvariantCulture);
        string Last(IReadOnlyList<double?> values) => values.LastOrDefault(value => value is not null) is { } last ? Number(last) : "-";
        return new LineChart(
            PublishedMetric.UsesBatchMeans(row.Spec) ? "loss as published, the sum of the batches' means / samples," : "loss",
            [
                .. losses.SelectMany(loss => new[]
                {
                    new ChartLine($"{loss.Part}  {Last(loss.Ours.Mean)}", ChartStroke.Line, loss.Ours.Mean),
                    new ChartLine($"published {loss.Part}  {Last(loss.Published)}", ChartStroke.Dots, loss.Published),
                }),
            ],
            Number);
    }

    /// <summary>The metric of a key.</summary>
    public static Metric Find(string key) => Metric.All.Single(metric => metric.Key == key);

    /// <summary>Many runs are drawn a few to a chart, on one scale; more than that in one could not be told apart.</summary>
    private static IEnumerable<LineChart> Pages(IReadOnlyList<ResultRow> rows, IReadOnlyList<Metric> metrics, string title)
    {
        List<ChartLine>[] pages = [.. rows.Chunk(MostRuns).Select(page => Lines(page, metrics, alone: rows.Count == 1))];
        ChartScale? scale = pages.Length > 1 ? ChartScale.Of([.. pages.SelectMany(page => page)]) : null;
        return pages.Select((page, i) => new LineChart(
            pages.Length == 1 ? title
                : string.Create(CultureInfo.InvariantCulture, $"{title}, {(i * MostRuns) + 1} to {Math.Min(rows.Count, (i + 1) * MostRuns)} of {rows.Count},"),
            page, Number(metrics[0]), scale, RowAxis.Of([.. rows.Select(row => row.Spec)])));
    }

    private static string Title(string key) => key.Replace('_', ' ') + (IsAccuracy(key) ? " in %" : "");

    private static bool IsAccuracy(string key) => key.EndsWith("accuracy", StringComparison.Ordinal);

    private static Func<double, string> Number(Metric metric) => IsAccuracy(metric.Key) ? Figures.Percent : Figures.Loss;

    private static List<ChartLine> Lines(IReadOnlyList<ResultRow> rows, IReadOnlyList<Metric> metrics, bool alone)
    {
        List<ChartLine> lines = [];
        foreach (ResultRow row in rows)
        {
            foreach (Metric metric in metrics)
            {
                SeedCurve curve = SeedCurve.Of(row, metric.Value);
                if (curve.IsEmpty)
                {
                    continue;
                }

                string name = alone && metrics.Count > 1 ? metric.Key.Split('_')[0] : row.Name;
                lines.Add(new ChartLine($"{name}  {End(metric, curve.Mean)}", ChartStroke.Line, curve.Mean));
                if (curve.Seeds > 1)
                {
                    lines.Add(new ChartLine(string.Create(CultureInfo.InvariantCulture, $"its {curve.Seeds} seeds, least to greatest"), ChartStroke.Band,
                        curve.Low, curve.High));
                }
            }

            lines.AddRange(
                metrics.Where(_ => alone || metrics.Count == 1).SelectMany(metric => Published(row, metric, alone ? metric.Key.Split('_')[0] : row.Name)));
        }

        return lines;
    }

    /// <summary>The published accuracies. Losses are in a unit of the page's own: <see cref="PublishedLosses"/>.</summary>
    private static IEnumerable<ChartLine> Published(ResultRow row, Metric metric, string of)
    {
        IReadOnlyList<double> values = metric.Key switch
        {
            "test_accuracy" => row.Spec.Reference?.TestAccuracies ?? [],
            "train_accuracy" => row.Spec.Reference?.TrainAccuracies ?? [],
            _ => [],
        };
        if (values.Count > 0)
        {
            double?[] published = [.. values.Select(value => (double?)value)];
            yield return new ChartLine($"published {of}  {End(metric, published)}", ChartStroke.Dots, published);
        }
    }

    private static string End(Metric metric, IReadOnlyList<double?> values) =>
        values.LastOrDefault(value => value is not null) is { } last ? Number(metric)(last) : "-";
}
