using System.Globalization;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Selection;
using MnistLstm.Training;

namespace MnistLstm.Runner.Reports.Tables;

/// <summary>Something a run can be sorted by, chosen by, or shown with: a key of its spec, a metric of its last epoch, how it stands.</summary>
/// <param name="Name">Its name, as JSON and CSV have it.</param>
/// <param name="Value">Its value in a run in raw text; null without one.</param>
/// <param name="Descending">Whether the greatest comes first where nothing is said.</param>
internal sealed record RowField(string Name, Func<RunFigures, string?> Value, bool Descending = false)
{
    private const int SomeKeys = 6;
    private const string PublishedName = "published";

    private static readonly Dictionary<string, string> s_headings = new(StringComparer.Ordinal)
    {
        ["hidden"] = "hidden_size", ["dir"] = "direction", ["batch"] = "batch_size", ["lr"] = "learning_rate", ["held_out"] = "validation_samples",
        ["input"] = "input_size",
        ["params"] = "parameters", ["test"] = "test_accuracy", ["val"] = "validation_accuracy", ["run"] = "name",
        ["rmse"] = "test_rmse", ["mae"] = "test_mae", ["r2"] = "test_r2",
    };

    private static readonly RowField[] s_own =
    [
        new("name", run => run.Spec.Name),
        new("experiment", run => run.Spec.Experiment),
        new("engine", run => run.Result.Engine),
        new("parameters", run => Text(run.Spec.Parameters)),
        new("snapshot", run => run.State.Text),
        new(PublishedName, run => Text(run.Published), Descending: true),
        new("train_seconds", run => Text(run.Result.TrainSeconds)),
        new("evaluate_seconds", run => Text(run.Result.EvaluateSeconds)),
        new("fingerprint", run => run.Result.Fingerprint),
        .. Metric.All.Select(metric => new RowField(metric.Key, run => run.Last is { } last ? Text(metric.Value(last)) : null,
            metric.IsBestGreatest)),
    ];

    /// <summary>The field of a name, a heading or a key that any of the runs has.</summary>
    /// <param name="word">The word.</param>
    /// <param name="option">The option it was given to, for the message.</param>
    /// <param name="runs">The runs.</param>
    /// <exception cref="UsageException">There is none.</exception>
    public static RowField Find(string word, string option, IReadOnlyList<RunFigures> runs)
    {
        string name = s_headings.GetValueOrDefault(word, word);
        if (Array.Find(s_own, field => field.Name == name) is { } own)
        {
            // Of accuracies the greatest is the best, of errors the least.
            return name == PublishedName && runs.All(run => run.Spec.PredictsNumbers) ? own with { Descending = false } : own;
        }

        string[] keys = [.. runs.SelectMany(run => run.Spec.Settings).Select(setting => setting.Key).Distinct(StringComparer.Ordinal)];
        return keys.Contains(name)
            ? new RowField(name, run => run.Spec.Settings.FirstOrDefault(setting => setting.Key == name)?.Value)
            : throw new UsageException(
                $"{option}: there is no '{word}'{Suggestion.Phrases(word, [.. keys, .. s_own.Select(field => field.Name), .. s_headings.Keys])}",
                "it takes a figure: " + string.Join(", ", s_own.Select(field => field.Name)),
                "or a key that specs have (docs/spec.md), such as " + string.Join(", ", keys.Take(SomeKeys)));
    }

    /// <summary>Whether it is a key of the spec.</summary>
    public bool IsSetting => Array.TrueForAll(s_own, own => own.Name != Name);

    /// <summary>A row's value as a number: the mean over its runs; null without one, and for words.</summary>
    public double? Number(ResultRow row)
    {
        double?[] numbers = [.. row.Runs.Select(run => AsNumber(Value(run)))];
        double[] there = [.. numbers.OfType<double>()];
        return there.Length == 0 ? null : there.Average();
    }

    /// <summary>The column that shows it.</summary>
    public ResultColumn Column() => IsSetting
        ? ResultColumn.Setting(Name, essential: true)
        : new ResultColumn(new TableColumn(Name.Replace('_', ' '), Right: Name is not ("name" or "experiment" or "engine" or "snapshot" or "fingerprint")),
            Cell);

    /// <summary>A text as a number, where it is one.</summary>
    public static double? AsNumber(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;

    private TableCell Cell(ResultRow row)
    {
        if (Name == "snapshot")
        {
            return row.State;
        }

        if (Number(row) is not { } number || Name == "fingerprint")
        {
            return string.Join(", ", row.Runs.Select(Value).Distinct().Select(text => text ?? "-"));
        }

        return Name == PublishedName ? row.PublishedText
            : Name.EndsWith("accuracy", StringComparison.Ordinal) ? Figures.Percent(number)
            : Name.EndsWith("seconds", StringComparison.Ordinal) ? Figures.Seconds(number)
            : Name == "parameters" ? Figures.Count((long)number)
            : Figures.Loss(number);
    }

    private static string? Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture);
}
