using System.Globalization;
using System.Text;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Training;

namespace MnistLstm.Runner.Reports.Formats;

/// <summary>A row for each epoch of runs.</summary>
internal static class EpochRows
{
    /// <summary>As CSV: raw values, every metric (errors where any of the runs predicts numbers), the weights' hash.</summary>
    public static string Csv(IReadOnlyList<RunFigures> runs)
    {
        StringBuilder text = new();
        bool steps = runs.Any(run => run.Spec.Steps is not null);
        Metric[] metrics = [.. Metric.All.Where(metric => !metric.IsError || runs.Any(run => run.Spec.PredictsNumbers))];
        text.Append(CsvText.Record(["name", "experiment", "seed", "engine", "epoch", .. steps ? ["step"] : Array.Empty<string>(),
            .. metrics.Select(metric => metric.Key), "weights_sha256"]));
        foreach ((RunFigures run, EpochMetrics epoch) in Each(runs))
        {
            text.Append(CsvText.Record(
            [
                run.Spec.Name, run.Spec.Experiment, Text(run.Spec.Seed), run.Result.Engine, Text(epoch.Epoch),
                .. steps ? [Text(epoch.Step)] : Array.Empty<string>(),
                .. metrics.Select(metric => Text(metric.Value(epoch))), epoch.WeightsSha256,
            ]));
        }

        return text.ToString();
    }

    /// <summary>For people: the metrics that any of the runs has.</summary>
    public static TextTable Table(IReadOnlyList<RunFigures> runs)
    {
        Metric[] metrics = [
            .. Metric.All.Where(metric => !metric.Key.EndsWith("sum", StringComparison.Ordinal) && Each(runs).Any(row => metric.Value(row.Epoch) is not null))];
        return new TextTable(
            [new TableColumn("run"), new TableColumn(Heading(runs), Right: true),
                .. metrics.Select(metric => new TableColumn(metric.Key.Replace('_', ' '), Right: true))],
            [.. Each(runs)
                .Select(row => (TableCell[])[row.Run.Spec.Name, Text(row.Epoch.Step ?? row.Epoch.Epoch),
                    .. metrics.Select(metric => new TableCell(Cell(metric, row.Epoch)))])]);
    }

    private static string Heading(IReadOnlyList<RunFigures> runs) =>
        runs.All(run => run.Spec.Steps is null) ? "epoch" : runs.All(run => run.Spec.Steps is not null) ? "step" : "epoch or step";

    private static IEnumerable<(RunFigures Run, EpochMetrics Epoch)> Each(
        IReadOnlyList<RunFigures> runs) => runs.SelectMany(run => run.Result.Epochs.Select(epoch => (run, epoch)));

    private static string Cell(Metric metric, EpochMetrics epoch) => metric.Value(epoch) is not { } value ? "-"
        : metric.IsAccuracy ? Figures.Percent(value) + " %" : Figures.Loss(value);

    private static string Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "";
}
