using System.Globalization;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Reports.Html;

/// <summary>The first table of a page: a row for each experiment; of a family its best row, and how many values each key takes.</summary>
internal static class OverviewTable
{
    private static readonly string[] s_keys =
    [
        SpecKeys.Dataset, SpecKeys.HiddenSize, SpecKeys.Layers, SpecKeys.Direction, SpecKeys.Cell, SpecKeys.BatchSize, SpecKeys.LearningRate,
            SpecKeys.Optimizer, SpecKeys.Epochs,
    ];

    /// <summary>The experiments in the order of the rows: the best first.</summary>
    public static IReadOnlyList<ReportExperiment> Order(IReadOnlyList<ReportExperiment> experiments)
    {
        Dictionary<string, ReportExperiment> byName = experiments.ToDictionary(experiment => experiment.Name, StringComparer.Ordinal);
        return [.. ResultTables.BestFirst([.. experiments.Select(experiment => experiment.Best)]).Select(best => byName[best.Spec.Experiment])];
    }

    /// <summary>The table.</summary>
    /// <param name="experiments">In the order of the rows.</param>
    public static TextTable Of(IReadOnlyList<ReportExperiment> experiments)
    {
        bool single = experiments.Count == 1;
        bool Differs(Func<ReportExperiment, string> value) => single || experiments.Select(value).Distinct(StringComparer.Ordinal).Skip(1).Any();
        List<(TableColumn Column, Func<ReportExperiment, TableCell> Cell)> columns = [(new TableColumn("experiment"), experiment => experiment.Name)];
        if (experiments.Any(experiment => experiment.Best is { Validates: true, PredictsNumbers: false }))
        {
            columns.Add((new TableColumn("val %", Right: true), experiment => experiment.Best.Validation.ToString()));
        }

        if (experiments.Any(experiment => !experiment.Best.PredictsNumbers))
        {
            columns.Add((new TableColumn("test %", Right: true), experiment => experiment.Best.Test.ToString()));
        }

        foreach (bool validation in (bool[])[true, false])
        {
            if (experiments.Any(experiment => experiment.Best.PredictsNumbers && (experiment.Best.Validates || !validation)))
            {
                columns.Add((new TableColumn(validation ? "val RMSE" : "test RMSE", Right: true),
                    experiment => experiment.Best.Error(validation, errors => errors.Rmse).ToString()));
            }
        }

        if (experiments.Any(experiment => experiment.Best.Published is not null))
        {
            columns.Add((new TableColumn("published", Right: true), experiment => experiment.Best.PublishedText));
            columns.Add((new TableColumn("difference", Right: true), experiment => experiment.Best.PublishedDifference));
        }

        columns.Add((new TableColumn("snapshot"), experiment => experiment.Together.State));
        if (experiments.Any(experiment => experiment.Together.Runs.Count > 1))
        {
            columns.Add((new TableColumn("runs", Right: true), experiment => Figures.Count(experiment.Together.Runs.Count)));
        }

        columns.AddRange(s_keys.Where(key => Differs(experiment => Values(experiment, key)))
            .Select(key => (ResultColumn.Setting(key).Column, (Func<ReportExperiment, TableCell>)(experiment => Values(experiment, key)))));
        if (Differs(experiment => Parameters(experiment)))
        {
            columns.Add((new TableColumn("params", Right: true), experiment => Parameters(experiment)));
        }

        columns.Add((new TableColumn("train s", Right: true), experiment => experiment.Best.TrainSeconds is { } seconds ? Figures.Seconds(seconds) : "-"));
        return new TextTable([.. columns.Select(column => column.Column)],
            [.. experiments.Select(experiment => columns.Select(column => column.Cell(experiment)).ToArray())]);
    }

    private static string Parameters(ReportExperiment experiment)
    {
        int[] counts = [.. experiment.Rows.Select(row => row.Spec.Parameters).Distinct().Order()];
        return counts.Length == 1 ? Figures.Count(counts[0]) : $"{Figures.Count(counts[0])} to {Figures.Count(counts[^1])}";
    }

    /// <summary>One value, or few, or how many.</summary>
    private static string Values(ReportExperiment experiment, string key)
    {
        string[] values = [.. experiment.Rows.Select(row => ResultColumn.ValueOf(row, key)).Distinct(StringComparer.Ordinal)];
        return values.Length <= 3
            ? string.Join(", ", values.OrderBy(value => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number
                : 0).ThenBy(value => value, StringComparer.Ordinal))
            : $"{Figures.Count(values.Length)} values";
    }
}
