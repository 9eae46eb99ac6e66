using System.Globalization;
using System.Text;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Reports.Formats;

/// <summary>Runs as CSV: raw values (fractions, full precision), every key of the specs, a fixed order of columns.</summary>
internal static class RunCsv
{
    private static readonly string[] s_errors =
        [.. Metric.All.Where(metric => metric.IsError).Select(metric => metric.Key), "accepted_test_rmse", "published_test_rmse"];

    /// <summary>The header and one record a run; the errors of predicted numbers stand behind it where any of the runs predicts such.</summary>
    public static string Write(IReadOnlyList<RunFigures> rows)
    {
        string[] keys = [.. rows.SelectMany(row => row.Spec.Settings).Select(s => s.Key).Where(key => key is not (SpecKeys.Seed or SpecKeys.Dataset))
            .Distinct(StringComparer.Ordinal)];
        bool numbers = rows.Any(row => row.Spec.PredictsNumbers);
        bool steps = rows.Any(row => row.Spec.Steps is not null);
        StringBuilder text = new();
        text.Append(CsvText.Record(
        [
            "name", "experiment", SpecKeys.Seed, "engine", SpecKeys.Dataset, "status", "snapshot", "parameters", .. keys,
            "epochs_completed", "train_loss", "train_accuracy", "validation_loss", "validation_accuracy", "test_loss", "test_accuracy",
            "accepted_test_accuracy", "published_test_accuracy",
            "train_seconds", "evaluate_seconds", "fingerprint", "weights_sha256", "error", "state",
            .. numbers ? s_errors : [],
            .. steps ? ["steps_completed"] : Array.Empty<string>(),
        ]));
        foreach (RunFigures row in rows)
        {
            text.Append(CsvText.Record([.. Fields(row, keys), .. numbers ? Errors(row) : [],
                .. steps ? [Text(row.Result.Epochs.LastOrDefault()?.Step)] : Array.Empty<string>()]));
        }

        return text.ToString();
    }

    private static IEnumerable<string> Fields(RunFigures row, string[] keys)
    {
        RunResult result = row.Result;
        EpochMetrics? last = row.Spec.ResultOf(result.Epochs);
        return
        [
            row.Spec.Name, row.Spec.Experiment, Text(row.Spec.Seed), result.Engine, row.Spec.Dataset,
            RunWords.Of(result.Status) ?? "", RunWords.Of(result.Snapshot.Outcome), Text(row.Spec.Parameters),
            .. keys.Select(key => row.Spec.Settings.FirstOrDefault(s => s.Key == key)?.Value ?? ""),
            Text(result.Epochs.Count), Text(last?.TrainLoss), Text(last?.TrainAccuracy), Text(last?.ValidationLoss), Text(last?.ValidationAccuracy),
            Text(last?.TestLoss), Text(last?.TestAccuracy), Text(row.AcceptedTestAccuracy), Text(row.Spec.Reference?.TestAccuracy),
            Text(result.TrainSeconds), Text(result.EvaluateSeconds), result.Fingerprint, result.WeightsSha256 ?? "", result.Error ?? "", row.State.Text,
        ];
    }

    private static IEnumerable<string> Errors(RunFigures row)
    {
        EpochMetrics? last = row.Spec.ResultOf(row.Result.Epochs);
        return [.. Metric.All.Where(metric => metric.IsError).Select(metric => Text(last is null ? null : metric.Value(last))),
            Text(row.AcceptedTestRmse), Text(row.Spec.Reference?.TestRmse)];
    }

    private static string Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "";
}
