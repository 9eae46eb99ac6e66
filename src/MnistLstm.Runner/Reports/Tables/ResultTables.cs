using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Training;

namespace MnistLstm.Runner.Reports.Tables;

/// <summary>The tables that sweep, run, compare and list print.</summary>
internal static class ResultTables
{
    /// <summary>
    /// The best first: rows that hold samples out by the accuracy on those, then the others by test accuracy, each by name where they are equal;
    /// rows without a figure last. The two accuracies are of different images, so no row of one kind is put among those of the other.
    /// </summary>
    public static IReadOnlyList<ResultRow> BestFirst(IEnumerable<ResultRow> rows) =>
        [.. rows.OrderBy(row => row.Selection is null).ThenByDescending(row => row.Validates).ThenByDescending(row => row.Selection).ThenBy(row => row.Name, StringComparer.Ordinal)];

    /// <summary>What a sweep ends with: the five keys everybody asks for, the result, the published figure, the snapshot.</summary>
    public static TextTable OfSweep(IReadOnlyList<ResultRow> rows)
    {
        List<ResultColumn> columns =
        [
            ResultColumn.Experiment,
            .. new[] { SpecKeys.HiddenSize, SpecKeys.Direction, SpecKeys.BatchSize, SpecKeys.LearningRate, SpecKeys.Epochs }.Select(ResultColumn.Setting),
        ];
        AddAccuracies(columns, rows, []);
        AddPublished(columns, rows);
        columns.Add(ResultColumn.Snapshot);
        return ResultColumn.Table(columns, BestFirst(rows));
    }

    /// <summary>Runs side by side: the columns that differ, or <paramref name="all"/>; the best of each data set marked.</summary>
    /// <param name="rows">The runs.</param>
    /// <param name="baseline">The run the others are measured against; null for no such column.</param>
    /// <param name="all">Show columns without differences too.</param>
    public static TextTable OfComparison(IReadOnlyList<ResultRow> rows, ResultRow? baseline, bool all)
    {
        List<ResultColumn> columns = [ResultColumn.Experiment, .. SettingColumns(rows, all)];
        if (Differ(rows, row => row.Engine))
        {
            columns.Insert(1, ResultColumn.Engine);
        }

        if (all || Differ(rows, row => row.Spec.Parameters))
        {
            columns.Add(ResultColumn.Parameters);
        }

        AddAccuracies(columns, rows, Best(rows));
        AddPublished(columns, rows);
        if (baseline is not null)
        {
            columns.Add(ResultColumn.Delta(baseline));
        }

        bool besides = rows.Any(row => !row.IsExact) && rows.Any(row => row.IsExact);
        if (besides)
        {
            columns.Add(ResultColumn.AgainstExact(rows));
        }

        columns.Add(ResultColumn.TrainSeconds);
        if (besides)
        {
            columns.Add(ResultColumn.Speed(rows));
        }

        if (all || rows.Count == 1 || Differ(rows, row => row.State.Text))
        {
            columns.Add(ResultColumn.Snapshot);
        }

        return ResultColumn.Table(columns, BestFirst(rows));
    }

    /// <summary>What there is to run, in the catalog's order, and whether it was.</summary>
    public static TextTable OfList(IReadOnlyList<RunFigures> runs) => ResultColumn.Table(
        [
            new ResultColumn(new TableColumn("run"), row => row.Name),
            ResultColumn.Parameters,
            ResultColumn.Setting(SpecKeys.Dataset),
            ResultColumn.Setting(SpecKeys.Epochs),
            new ResultColumn(new TableColumn("result"), row => row.Runs[0].IsComplete ? "cached" : "-"),
            new ResultColumn(new TableColumn("snapshot"), row => row.Runs[0].IsComplete ? row.State : row.Runs[0].IsVerifiedOnly ? "verified" : "-"),
        ],
        SeedGroups.Single(runs).Rows);

    /// <summary>What a sweep would do, in its order: the values that differ among the runs, and whether each would be trained and why.</summary>
    /// <param name="runs">The runs as they are stored.</param>
    /// <param name="plan">What a run would come to, in words.</param>
    public static TextTable OfPlan(IReadOnlyList<RunFigures> runs, Func<RunSpec, string> plan)
    {
        IReadOnlyList<ResultRow> rows = SeedGroups.Single(runs).Rows;
        return ResultColumn.Table(
            [new ResultColumn(new TableColumn("run"), row => row.Name), .. SettingColumns(rows, all: false), new ResultColumn(new TableColumn("plan"), row => Plan(plan(row.Spec)))], rows);
    }

    /// <summary>In a narrow terminal the first words do: <c>spec changed</c>.</summary>
    private static TableCell Plan(string text) => new(text, text == "cached" ? Tone.Dim : Tone.Plain, Short: text.Split(':', ',')[0]);

    private static IEnumerable<ResultColumn> SettingColumns(IReadOnlyList<ResultRow> rows, bool all)
    {
        IEnumerable<string> keys = rows.SelectMany(row => row.Spec.Settings).Select(s => s.Key).Distinct(StringComparer.Ordinal);
        return keys.Where(key => all || Differ([.. rows.Where(row => Says(row, key))], row => ResultColumn.ValueOf(row, key))).Select(ResultColumn.Setting);
    }

    private static void AddAccuracies(List<ResultColumn> columns, IReadOnlyList<ResultRow> rows, IReadOnlyList<ResultRow> best)
    {
        if (rows.Any(row => row.Validates))
        {
            columns.Add(ResultColumn.ValidationAccuracy(best));
        }

        columns.Add(ResultColumn.TestAccuracy(best));
    }

    /// <summary>A model says its network in one column, and leaves the flat keys' to the others.</summary>
    private static bool Says(ResultRow row, string key) => key is SpecKeys.Model or SpecKeys.HiddenSize || row.Spec.Settings.Any(s => s.Key == key);

    private static void AddPublished(List<ResultColumn> columns, IReadOnlyList<ResultRow> rows)
    {
        if (rows.Any(row => row.Published is not null))
        {
            columns.Add(ResultColumn.Published);
        }
    }

    /// <summary>Accuracies on different data sets are not to be compared, nor are those on held-out samples with those on test samples, so each has its own best; a single row has none.</summary>
    private static IReadOnlyList<ResultRow> Best(IReadOnlyList<ResultRow> rows) =>
    [
        .. rows.Where(row => row.Selection is not null).GroupBy(row => (row.Spec.Dataset, row.Validates)).Where(group => group.Count() > 1)
            .SelectMany(group => group.Where(row => row.Selection == group.Max(other => other.Selection)))
    ];

    private static bool Differ<T>(IReadOnlyList<ResultRow> rows, Func<ResultRow, T> value) => rows.Select(value).Distinct().Skip(1).Any();
}
