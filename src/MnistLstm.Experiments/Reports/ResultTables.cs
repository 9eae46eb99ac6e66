namespace MnistLstm.Experiments.Reports;

/// <summary>The tables that sweep, run, compare and list print.</summary>
internal static class ResultTables
{
    /// <summary>The best first: by test accuracy, then by name; rows without a figure last.</summary>
    public static IReadOnlyList<RunFigures> BestFirst(IEnumerable<RunFigures> rows) =>
        [.. rows.OrderByDescending(row => row.TestAccuracy ?? -1).ThenBy(row => row.Spec.Name, StringComparer.Ordinal)];

    /// <summary>What a sweep ends with: the five keys everybody asks for, the result, the published figure, the snapshot.</summary>
    public static TextTable OfSweep(IReadOnlyList<RunFigures> rows)
    {
        List<ResultColumn> columns =
        [
            ResultColumn.Experiment,
            .. new[] { "hidden_size", "direction", "batch_size", "learning_rate", "epochs" }.Select(ResultColumn.Setting),
            ResultColumn.TestAccuracy(),
        ];
        AddPublished(columns, rows);
        columns.Add(ResultColumn.Snapshot);
        return ResultColumn.Table(columns, BestFirst(rows));
    }

    /// <summary>Runs side by side: the columns that differ, or <paramref name="all"/>; the best of each data set marked.</summary>
    /// <param name="rows">The runs.</param>
    /// <param name="baseline">The run the others are measured against; null for no such column.</param>
    /// <param name="all">Show columns without differences too.</param>
    public static TextTable OfComparison(IReadOnlyList<RunFigures> rows, RunFigures? baseline, bool all)
    {
        List<ResultColumn> columns = [ResultColumn.Experiment, .. SettingColumns(rows, all)];
        if (all || Differ(rows, row => row.Spec.Parameters))
        {
            columns.Add(ResultColumn.Parameters);
        }

        columns.Add(ResultColumn.TestAccuracy(Best(rows)));
        AddPublished(columns, rows);
        if (baseline is not null)
        {
            columns.Add(ResultColumn.Delta(baseline));
        }

        columns.Add(ResultColumn.TrainSeconds);
        if (all || rows.Count == 1 || Differ(rows, row => row.State.Text))
        {
            columns.Add(ResultColumn.Snapshot);
        }

        return ResultColumn.Table(columns, BestFirst(rows));
    }

    /// <summary>What there is to run, in the catalog's order, and whether it was.</summary>
    public static TextTable OfList(IReadOnlyList<RunFigures> rows) => ResultColumn.Table(
        [
            new ResultColumn(new TableColumn("run"), row => row.Spec.Name),
            ResultColumn.Parameters,
            ResultColumn.Setting("dataset"),
            ResultColumn.Setting("epochs"),
            new ResultColumn(new TableColumn("result"), row => row.IsComplete ? "cached" : "-"),
            new ResultColumn(new TableColumn("snapshot"), row => row.IsComplete ? row.State : row.IsVerifiedOnly ? "verified" : "-"),
        ],
        rows);

    private static IEnumerable<ResultColumn> SettingColumns(IReadOnlyList<RunFigures> rows, bool all)
    {
        IEnumerable<string> keys = rows.SelectMany(row => row.Spec.Settings).Select(s => s.Key).Distinct(StringComparer.Ordinal);
        return keys.Where(key => all || Differ(rows, row => ResultColumn.ValueOf(row.Spec, key))).Select(ResultColumn.Setting);
    }

    private static void AddPublished(List<ResultColumn> columns, IReadOnlyList<RunFigures> rows)
    {
        if (rows.Any(row => row.Published is not null))
        {
            columns.Add(ResultColumn.Published);
        }
    }

    /// <summary>Accuracies on different data sets are not to be compared, so each has its own best; a single row has none.</summary>
    private static HashSet<RunFigures> Best(IReadOnlyList<RunFigures> rows) =>
    [
        .. rows.Where(row => row.TestAccuracy is not null).GroupBy(row => row.Spec.Dataset).Where(group => group.Count() > 1)
            .SelectMany(group => group.Where(row => row.TestAccuracy == group.Max(other => other.TestAccuracy)))
    ];

    private static bool Differ<T>(IReadOnlyList<RunFigures> rows, Func<RunFigures, T> value) => rows.Select(value).Distinct().Skip(1).Any();
}
