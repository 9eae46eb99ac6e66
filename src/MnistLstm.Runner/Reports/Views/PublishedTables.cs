using System.Globalization;
using MnistLstm.Runner.Reports.Charts;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;

namespace MnistLstm.Runner.Reports.Views;

/// <summary>Published figures beside reproduced ones, in the page's own unit: at the end with the largest difference, and epoch by epoch.</summary>
/// <param name="decimals">Decimals of the losses and errors.</param>
internal sealed class PublishedTables(int decimals)
{
    /// <summary>More epochs than these are shown in part.</summary>
    public const int MostEpochs = 300;

    /// <summary>A row for each figure that is published.</summary>
    public TextTable Summary(IReadOnlyList<PublishedMetric> metrics)
    {
        bool seeds = metrics.Any(metric => metric.Ours.Seeds > 1);
        TableColumn[] within = seeds ? [new TableColumn("within our seeds", Right: true)] : [];
        return new TextTable(
            [
                new TableColumn("figure"), new TableColumn("epoch", Right: true), new TableColumn("published", Right: true),
                    new TableColumn("reproduced", Right: true),
                new TableColumn("difference", Right: true), new TableColumn("largest", Right: true), new TableColumn("in epoch", Right: true),
                    .. within,
            ],
            [.. metrics.Select(metric => Row(metric, seeds))]);
    }

    /// <summary>A row for each epoch: every figure of the row, and beside it the published one with the difference; then the errors of predicted
    /// numbers.</summary>
    public TextTable Epochs(ResultRow row, IReadOnlyList<PublishedMetric> metrics, IReadOnlyList<(string Part, bool IsAccuracy, SeedCurve Curve)> curves,
        IReadOnlyList<(string Name, SeedCurve Curve)> errors)
    {
        int epochs = row.Runs.Max(run => run.Result.Epochs.Count);
        RowAxis axis = RowAxis.Of([row.Spec]);
        int stride = (epochs + MostEpochs - 1) / MostEpochs;
        List<(TableColumn Column, Func<int, string> Cell)> columns = [(new TableColumn(axis.Word, Right: true), index => Text(axis.Number(index + 1)))];
        foreach ((string part, bool isAccuracy, SeedCurve curve) in curves.Where(curve => !curve.Curve.IsEmpty))
        {
            Add(PublishedMetric.NameOf(part, isAccuracy ? MetricKind.Accuracy : MetricKind.Loss), isAccuracy, curve);
        }

        foreach ((string name, SeedCurve curve) in errors.Where(error => !error.Curve.IsEmpty))
        {
            Add(name, isAccuracy: false, curve);
        }

        IEnumerable<int> shown = Enumerable.Range(0, epochs).Where(index => index % stride == 0 || index == epochs - 1);
        return new TextTable([.. columns.Select(column => column.Column)],
            [.. shown.Select(index => columns.Select(column => new TableCell(column.Cell(index))).ToArray())]);

        void Add(string name, bool isAccuracy, SeedCurve curve)
        {
            columns.Add((new TableColumn(name, Right: true), index => Value(isAccuracy, At(curve.Mean, index))));
            if (metrics.FirstOrDefault(metric => metric.Name == name) is { } metric)
            {
                columns.Add((new TableColumn("published", Right: true), index => Value(isAccuracy, At(metric.Published, index))));
                columns.Add((new TableColumn("difference", Right: true), index => Difference(isAccuracy, metric.Difference(index))));
            }
        }
    }

    private TableCell[] Row(PublishedMetric metric, bool seeds)
    {
        bool isAccuracy = metric.Kind == MetricKind.Accuracy;
        string[] within = seeds ? [$"{Text(metric.Within)} of {Text(metric.Common.Count)} {(metric.Common.Count == 1 ? "epoch" : "epochs")}"] : [];
        if (metric.Common.Count == 0)
        {
            return [metric.Name, "-", Value(isAccuracy, metric.Published.LastOrDefault()), "-", "-", "-", "-", .. within.Select(cell => (TableCell)cell)];
        }

        int last = metric.Common[^1];
        int largest = metric.Largest!.Value;
        return
        [
            metric.Name,
            Text(last + 1),
            Value(isAccuracy, metric.Published[last]),
            Value(isAccuracy, metric.Ours.Mean[last]),
            Difference(isAccuracy, metric.Difference(last)),
            Difference(isAccuracy, metric.Difference(largest)),
            Text(largest + 1),
            .. within.Select(cell => (TableCell)cell),
        ];
    }

    private string Value(bool isAccuracy, double? value) => value is not { } number ? "-" : isAccuracy ? Figures.Percent(number)
        : number.ToString("F" + Text(decimals), CultureInfo.InvariantCulture);

    private string Difference(bool isAccuracy, double? value)
    {
        string digits = new('0', decimals);
        return value is not { } number ? "-" : isAccuracy ? Figures.Points(number)
            : number.ToString($"+0.{digits};-0.{digits};0.{digits}", CultureInfo.InvariantCulture);
    }

    private static double? At(IReadOnlyList<double?> values, int index) => index < values.Count ? values[index] : null;

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
