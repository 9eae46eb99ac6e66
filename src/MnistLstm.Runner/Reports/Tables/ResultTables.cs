using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Reports.Tables;

/// <summary>The tables that sweep, run, compare and list print.</summary>
internal static class ResultTables
{
    /// <summary>
    /// The best first: rows that hold samples out by the accuracy on those, the others by test accuracy (of predicted numbers by the RMSE, and below
    /// those with classes), each by name where they are equal; rows without a figure last, of them those first that were halted furthest on. The two
    /// accuracies are of different images, so no row of one kind is put among those of the other: the kind with more rows stands above the other.
    /// </summary>
    public static IReadOnlyList<ResultRow> BestFirst(IEnumerable<ResultRow> rows)
    {
        ResultRow[] all = [.. rows];
        bool validatedFirst = 2 * all.Count(row => row.Validates) >= all.Length;
        return
        [
            .. all.OrderBy(row => row.Selection is null).ThenByDescending(row => row.Validates == validatedFirst)
                .ThenBy(row => row.PredictsNumbers).ThenByDescending(row => row.Rank)
                .ThenByDescending(row => row.HaltedAfter).ThenByDescending(row => row.HaltedRank).ThenBy(row => row.Name, StringComparer.Ordinal),
        ];
    }

    // What everybody asks for, and what else is named where it differs.
    private static readonly string[] s_usual = ["hidden_size", "direction", "batch_size", "learning_rate", "epochs", "steps"];
    private static readonly string[] s_sweep = ["hidden_size", "layers", "direction", "cell", "batch_size", "learning_rate", "optimizer", "epochs", "steps"];

    /// <summary>What a sweep ends with: the keys everybody asks for and those its families vary, the result, the published figure, the snapshot.</summary>
    public static TextTable OfSweep(IReadOnlyList<ResultRow> rows)
    {
        HashSet<string> varied = VariedKeys(rows);
        IReadOnlyList<string> keys = RowSettings.Keys(rows);
        IReadOnlySet<string> mayDiffer = RowSettings.MayDiffer(rows);
        List<ResultColumn> columns =
        [
            ResultColumn.Experiment,
            .. s_sweep.Intersect(keys).Union(keys).Where(key => varied.Contains(key)
                    || (rows.Count == 1 ? s_usual.Contains(key) : s_sweep.Contains(key) && RowSettings.Differ(rows, key, mayDiffer)))
                .Select(key => ResultColumn.Setting(key, varied.Contains(key), folds: true)),
        ];
        AddAccuracies(columns, rows, []);
        AddPublished(columns, rows);
        columns.Add(ResultColumn.Snapshot);
        return ResultColumn.Table(columns, BestFirst(rows));
    }

    /// <summary>Runs side by side: the columns that differ, all, or those asked for; the best of each data set marked.</summary>
    public static TextTable OfComparison(IReadOnlyList<ResultRow> rows, ComparisonView view)
    {
        List<ResultColumn> columns = [ResultColumn.Experiment, .. SettingColumns(rows, view.All, view.Columns is not null, view.History)];
        if (Differ(rows, row => row.Engine))
        {
            columns.Insert(1, ResultColumn.Engine);
        }

        if (view.History)
        {
            columns.Insert(1, ResultColumn.Fingerprint);
        }

        if (view.Columns is { } chosen)
        {
            columns.AddRange(chosen.Select(field => field.Column()).Where(column => columns.TrueForAll(known => known.Column.Header != column.Column.Header)));
        }
        else
        {
            AddFigures(columns, rows, view);
        }

        return ResultColumn.Table(columns, view.Arrange(rows));
    }

    private static void AddFigures(List<ResultColumn> columns, IReadOnlyList<ResultRow> rows, ComparisonView view)
    {
        (bool all, ResultRow? baseline) = (view.All, view.Baseline);
        if (view.History)
        {
            columns.Add(ResultColumn.Finished);
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

        IReadOnlyDictionary<string, ResultRow> exact = ResultColumn.ExactByName(rows);
        bool besides = exact.Count > 0 && rows.Any(row => !row.IsExact);
        if (besides)
        {
            columns.Add(ResultColumn.AgainstExact(exact));
        }

        columns.Add(ResultColumn.TrainSeconds);
        if (besides)
        {
            columns.Add(ResultColumn.Speed(exact));
        }

        if (all || rows.Count == 1 || Differ(rows, row => row.State.Text))
        {
            columns.Add(ResultColumn.Snapshot);
        }
    }

    /// <summary>What there is to run, in the catalog's order, and whether it was.</summary>
    public static TextTable OfList(IReadOnlyList<RunFigures> runs) => ResultColumn.Table(
        [
            ResultColumn.Run,
            ResultColumn.Parameters,
            ResultColumn.Setting(SpecKeys.Dataset),
            ResultColumn.Setting(SpecKeys.Epochs),
            new ResultColumn(new TableColumn("result"), Stored),
            new ResultColumn(new TableColumn("snapshot"), row => row.Runs[0].IsComplete ? row.State : row.Runs[0].IsVerifiedOnly ? "verified" : "-"),
        ],
        SeedGroups.Single(runs).Rows);

    private static TableCell Stored(ResultRow row) => row.Runs[0].IsComplete ? "cached" : row.HaltedAfter is not null ? row.State : row.Runs[0].Begun ?? "-";

    /// <summary>What a sweep would do, in its order: the values that differ among the runs, and whether each would be trained and why.</summary>
    /// <param name="runs">The runs as they are stored.</param>
    /// <param name="plan">What a run would come to, in words.</param>
    public static TextTable OfPlan(IReadOnlyList<RunFigures> runs, Func<RunResult, string> plan)
    {
        IReadOnlyList<ResultRow> rows = SeedGroups.Single(runs).Rows;
        return ResultColumn.Table(
            [ResultColumn.Experiment, .. SettingColumns(rows, all: false), new ResultColumn(new TableColumn("plan"), row => Plan(plan(row.Runs[0].Result)))],
            rows);
    }

    /// <summary>In a narrow terminal the first words do: <c>spec changed</c>.</summary>
    private static TableCell Plan(string text) => new(text, text == "cached" ? Tone.Dim : Tone.Plain, Short: text.Split(':', ',')[0]);

    /// <summary>Columns of keys.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="all">Those without differences too.</param>
    /// <param name="essentialOnly">Only those that tell rows apart.</param>
    /// <param name="history">Whether rows of one name are told apart by what changed in its spec.</param>
    private static IEnumerable<ResultColumn> SettingColumns(IReadOnlyList<ResultRow> rows, bool all, bool essentialOnly = false, bool history = false)
    {
        HashSet<string> varied = VariedKeys(rows);
        IReadOnlyList<string> keys = RowSettings.Keys(rows);
        if (history)
        {
            foreach (ResultRow[] results in rows.GroupBy(row => row.Name).Select(group => group.ToArray()))
            {
                IReadOnlySet<string> may = RowSettings.MayDiffer(results);
                varied.UnionWith(keys.Where(key => RowSettings.Differ(results, key, may)));
            }
        }

        IReadOnlySet<string> mayDiffer = RowSettings.MayDiffer(rows);
        return keys.Where(key => varied.Contains(key) || (!essentialOnly && (all || RowSettings.Differ(rows, key, mayDiffer))))
            .Select(key => ResultColumn.Setting(key, varied.Contains(key), folds: !history));
    }

    /// <summary>The keys that tell the rows of a family apart; the seed only where a row is of one.</summary>
    private static HashSet<string> VariedKeys(IReadOnlyList<ResultRow> rows) =>
        [.. rows.SelectMany(row => row.VariedKeys)];

    private static void AddAccuracies(List<ResultColumn> columns, IReadOnlyList<ResultRow> rows, IReadOnlyList<ResultRow> best)
    {
        ResultRow[] numbers = [.. rows.Where(row => row.PredictsNumbers)];
        if (numbers.Length < rows.Count || rows.Count == 0)
        {
            if (rows.Any(row => row.Validates && !row.PredictsNumbers))
            {
                columns.Add(ResultColumn.ValidationAccuracy(best.Where(row => !row.PredictsNumbers)));
            }

            columns.Add(ResultColumn.TestAccuracy(best.Where(row => !row.PredictsNumbers)));
        }

        if (numbers.Any(row => row.Validates))
        {
            columns.Add(ResultColumn.ValidationRmse(best.Where(row => row.PredictsNumbers)));
        }

        if (numbers.Length > 0)
        {
            columns.Add(ResultColumn.TestRmse(best.Where(row => row.PredictsNumbers)));
            columns.Add(ResultColumn.TestMae(numbers.Length == rows.Count));
            columns.Add(ResultColumn.TestR2(numbers.Length == rows.Count));
        }
    }

    private static void AddPublished(List<ResultColumn> columns, IReadOnlyList<ResultRow> rows)
    {
        if (rows.Any(row => row.Published is not null))
        {
            columns.Add(ResultColumn.Published);
        }
    }

    /// <summary>Accuracies on different data sets are not to be compared, nor are those on held-out samples with those on test samples, so each has its own
    /// best; a single row has none.</summary>
    private static IReadOnlyList<ResultRow> Best(IReadOnlyList<ResultRow> rows) =>
    [
        .. rows.Where(row => row.Selection is not null).GroupBy(row => (row.Spec.Dataset, row.Validates, row.PredictsNumbers))
            .Where(group => group.Count() > 1)
            .SelectMany(OfTheBest)
    ];

    private static IEnumerable<ResultRow> OfTheBest(IEnumerable<ResultRow> rows)
    {
        double? best = rows.Max(row => row.Rank);
        return rows.Where(row => row.Rank == best);
    }

    private static bool Differ<T>(IReadOnlyList<ResultRow> rows, Func<ResultRow, T> value) => rows.Select(value).Distinct().Skip(1).Any();
}
