using System.Globalization;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Reports.Tables;

/// <summary>A column of a results table with what it shows of a run or of runs that differ in the seed alone.</summary>
/// <param name="Column">Heading, side and importance.</param>
/// <param name="Cell">The cell of a row.</param>
internal sealed record ResultColumn(TableColumn Column, Func<ResultRow, TableCell> Cell)
{
    /// <summary>The rows under these columns.</summary>
    public static TextTable Table(IReadOnlyList<ResultColumn> columns, IEnumerable<ResultRow> rows) =>
        new([.. columns.Select(c => c.Column)], SideBySide.Map([.. rows], row => Cells(columns, row)));

    private static IReadOnlyList<TableCell> Cells(IReadOnlyList<ResultColumn> columns, ResultRow row)
    {
        TableCell[] cells = new TableCell[columns.Count];
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] = columns[i].Cell(row);
        }

        return cells;
    }

    /// <summary>The family's name, whose values stand in columns of their own, or the run's.</summary>
    public static ResultColumn Experiment { get; } = new(new TableColumn("experiment"), row => RunName.Label(row.Spec, row.Name));

    /// <summary>The run's full name, as commands take it.</summary>
    public static ResultColumn Run { get; } = new(new TableColumn("run", Whole: true), row => row.Name);

    /// <summary>Which of a name's results it is.</summary>
    public static ResultColumn Fingerprint { get; } = new(new TableColumn("fingerprint"), row => row.Runs[0].Result.Fingerprint);

    /// <summary>When the result was finished, UTC.</summary>
    public static ResultColumn Finished { get; } = new(
        new TableColumn("finished (UTC)", Importance: 9),
        row => row.Runs[0].Result.Finished?.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture) ?? "-");

    public static ResultColumn Parameters { get; } = new(new TableColumn("params", Right: true, Importance: 1), row => Figures.Count(row.Spec.Parameters));

    public static ResultColumn Published { get; } = new(new TableColumn("published", Right: true, Importance: 10), row => row.PublishedText);

    public static ResultColumn TrainSeconds { get; } =
        new(new TableColumn("train s", Right: true, Importance: 6), row => row.TrainSeconds is { } seconds ? Figures.Seconds(seconds) : "-");

    public static ResultColumn Snapshot { get; } = new(new TableColumn("snapshot"), row => row.State);

    public static ResultColumn Engine { get; } = new(new TableColumn("engine", Importance: 11), row => row.Engine);

    /// <summary>The accuracy of another engine against that of the exact one on the same row's name, in percentage points.</summary>
    /// <param name="exact">The exact engine's rows by their names, as <see cref="ExactByName"/> has them.</param>
    public static ResultColumn AgainstExact(IReadOnlyDictionary<string, ResultRow> exact) => new(
        new TableColumn("vs exact", Right: true, Importance: 10),
        row => ExactBeside(row, exact)?.Test.Mean is { } other && row.Test.Mean is { } own ? Figures.Points(own - other) : "-");

    /// <summary>How many times as fast as the exact engine it trained: <c>0.31x</c>.</summary>
    /// <param name="exact">The exact engine's rows by their names, as <see cref="ExactByName"/> has them.</param>
    public static ResultColumn Speed(IReadOnlyDictionary<string, ResultRow> exact) => new(
        new TableColumn("speed", Right: true, Importance: 7),
        row => ExactBeside(row, exact) is { TrainSeconds: { } other } && row.TrainSeconds is { } own && own > 0 ? Figures.Times(other / own) : "-");

    /// <summary>The exact engine's rows by their names; of several of one name the first.</summary>
    public static IReadOnlyDictionary<string, ResultRow> ExactByName(IEnumerable<ResultRow> rows) =>
        rows.Where(row => row.IsExact).DistinctBy(row => row.Name, StringComparer.Ordinal).ToDictionary(row => row.Name, StringComparer.Ordinal);

    private static ResultRow? ExactBeside(ResultRow row,
        IReadOnlyDictionary<string, ResultRow> exact) => row.IsExact ? null : exact.GetValueOrDefault(row.Name);

    /// <summary>The final test accuracy; of the <paramref name="best"/> rows, those that were found by it are marked.</summary>
    public static ResultColumn TestAccuracy(IEnumerable<ResultRow> best) => Marked("test %", row => row.Test, [.. best.Where(row => !row.Validates)]);

    /// <summary>The final accuracy on the held-out samples; of the <paramref name="best"/> rows, those that were found by it are marked.</summary>
    public static ResultColumn ValidationAccuracy(
        IEnumerable<ResultRow> best) => Marked("val %", row => row.Validation, [.. best.Where(row => row.Validates)]);

    /// <summary>The final RMSE on the test samples; of the <paramref name="best"/> rows, those that were found by it are marked.</summary>
    public static ResultColumn TestRmse(IEnumerable<ResultRow> best) =>
        Marked("test RMSE", row => row.Error(validation: false, errors => errors.Rmse), [.. best.Where(row => !row.Validates)]);

    /// <summary>The final RMSE on the held-out samples; of the <paramref name="best"/> rows, those that were found by it are marked.</summary>
    public static ResultColumn ValidationRmse(IEnumerable<ResultRow> best) =>
        Marked("val RMSE", row => row.Error(validation: true, errors => errors.Rmse), [.. best.Where(row => row.Validates)]);

    /// <summary>The final mean absolute error on the test samples.</summary>
    /// <param name="all">Whether all rows predict numbers.</param>
    public static ResultColumn TestMae(bool all) => new(
        new TableColumn("test MAE", Right: true, Importance: all ? 10 : 2), row => row.Error(validation: false, errors => errors.Mae).ToString());

    /// <summary>The final R² on the test samples.</summary>
    /// <param name="all">Whether all rows predict numbers.</param>
    public static ResultColumn TestR2(bool all) => new(
        new TableColumn("test R²", Right: true, Importance: all ? 11 : 3), row => row.Error(validation: false, errors => errors.R2).ToString());

    /// <summary>What a row is ranked by against that of <paramref name="baseline"/>, in percentage points, or as the errors are; nothing where the two are
    /// ranked by different things.</summary>
    public static ResultColumn Delta(ResultRow baseline) => new(
        new TableColumn("delta", Right: true),
        row => row == baseline || row.Validates != baseline.Validates || row.PredictsNumbers != baseline.PredictsNumbers ? "-"
            : PairedDifference.Of(row, baseline) is { } paired ? paired.ToString()
            : row.Selection is { } own && baseline.Selection is { } other
                ? row.PredictsNumbers ? Figures.Difference(own - other) : Figures.Points(own - other)
            : "-");

    /// <summary>A key of the spec.</summary>
    /// <param name="key">The key.</param>
    /// <param name="essential">Whether rows are told apart by it, so that it is never left out.</param>
    /// <param name="folds">Whether it may stand below the rows of those families that vary it.</param>
    public static ResultColumn Setting(string key, bool essential = false, bool folds = false) => new(
        new TableColumn(
            Heading(key),
            Right: key is SpecKeys.HiddenSize or SpecKeys.BatchSize or SpecKeys.Epochs or SpecKeys.Layers or SpecKeys.ValidationSamples,
            Importance: essential ? null : ImportanceOf(key),
            Fold: essential && folds ? ImportanceOf(key) : null),
        row => new TableCell(ValueOf(row, key), Short: key == SpecKeys.Model && row.Spec.HasModelBlock ? ModelText.Short(row.Spec.Network) : null,
            Tells: row.VariedKeys.Contains(key)));

    /// <summary>A key's value in a row; of several runs, how many seeds they are.</summary>
    public static string ValueOf(ResultRow row, string key) => key == SpecKeys.Seed && row.Runs.Count > 1 ? $"{row.Runs.Count} seeds" : ValueOf(row.Spec, key);

    private static ResultColumn Marked(string heading, Func<ResultRow, MeanFigure> figure, HashSet<ResultRow> marked)
    {
        string mark = marked.Count > 0 ? " *" : "";
        string blank = new(' ', mark.Length);
        return new ResultColumn(new TableColumn(heading + blank, Right: true), row => figure(row) + (marked.Contains(row) ? mark : blank));
    }

    /// <summary>A key's value as tables show it: <c>2x64</c> for a hidden size in two directions.</summary>
    private static string ValueOf(RunSpec spec, string key)
    {
        string? value = spec.SettingOf(key)?.Value;
        bool bidirectional = key is SpecKeys.HiddenSize or SpecKeys.Direction && spec.SettingOf(SpecKeys.Direction)?.Value == SpecWords.Bidirectional;
        return key switch
        {
            SpecKeys.Model when value is not null => ModelText.Compact(spec.Network),
            SpecKeys.HiddenSize when spec.HasModelBlock => ModelText.HiddenSizes(spec.Network),
            SpecKeys.HiddenSize when bidirectional => "2x" + value,
            SpecKeys.Epochs when spec.Steps is { } steps => string.Create(CultureInfo.InvariantCulture, $"{steps} steps"),
            SpecKeys.Direction when value is not null => bidirectional ? "bi" : "fwd",
            _ => value ?? "-",
        };
    }

    private static string Heading(string key) => key switch
    {
        SpecKeys.HiddenSize => "hidden",
        SpecKeys.Direction => "dir",
        SpecKeys.BatchSize => "batch",
        SpecKeys.LearningRate => "lr",
        SpecKeys.ValidationSamples => "held out",
        SpecKeys.InputSize => "input",
        _ => key,
    };

    /// <summary>The direction can be read off the hidden size, so it goes early.</summary>
    private static int ImportanceOf(string key) => key switch
    {
        SpecKeys.HiddenSize => 9,
        SpecKeys.Dataset => 8,
        SpecKeys.Layers => 8,
        SpecKeys.Cell => 8,
        SpecKeys.LearningRate => 7,
        SpecKeys.Optimizer => 6,
        SpecKeys.Epochs => 5,
        SpecKeys.BatchSize => 4,
        SpecKeys.Direction or SpecKeys.Model => 3,
        _ => 2,
    };
}
