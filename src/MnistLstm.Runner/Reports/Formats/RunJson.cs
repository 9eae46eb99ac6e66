using System.Text.Json;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Training;

namespace MnistLstm.Runner.Reports.Formats;

/// <summary>The run objects of schema 1 (docs/commands.md): every field always there, null where there is no value.</summary>
internal static class RunJson
{
    public const int Schema = 1;

    /// <summary>The whole document with a final line end.</summary>
    /// <param name="rows">The runs in the order to print.</param>
    public static string Write(IEnumerable<RunFigures> rows) => JsonText.Document(json =>
    {
        json.WriteNumber("schema", Schema);
        json.WriteStartArray("runs");
        foreach (RunFigures row in rows)
        {
            WriteRun(json, row);
        }

        json.WriteEndArray();
    });

    private static void WriteRun(Utf8JsonWriter json, RunFigures row)
    {
        RunResult result = row.Result;
        json.WriteStartObject();
        json.WriteString("name", result.Spec.Name);
        json.WriteString("experiment", result.Spec.Experiment);
        json.WriteNumber("seed", result.Spec.Seed);
        json.WriteString("engine", result.Engine);
        json.WriteString("dataset", result.Spec.Dataset);
        json.WriteString("status", RunWords.Of(result.Status));
        json.WriteString("snapshot", RunWords.Of(result.Snapshot.Outcome));
        json.WriteNumber("parameters", result.Spec.Parameters);
        json.WriteString("fingerprint", result.Fingerprint);
        json.WriteString("weights_sha256", result.WeightsSha256);
        json.WriteNumberOrNull("train_seconds", result.TrainSeconds);
        json.WriteNumberOrNull("evaluate_seconds", result.EvaluateSeconds);
        json.WriteStartArray("epochs");
        foreach (EpochMetrics epoch in result.Epochs)
        {
            WriteEpoch(json, epoch);
        }

        json.WriteEndArray();
        json.WriteString("error", result.Error);
        json.WriteString("state", row.State.Text);
        json.WriteNumberOrNull("accepted_test_accuracy", row.AcceptedTestAccuracy);
        json.WriteNumberOrNull("published_test_accuracy", row.Spec.Reference?.TestAccuracy);
        json.WriteNumberOrNull("accepted_test_rmse", row.AcceptedTestRmse);
        json.WriteNumberOrNull("published_test_rmse", row.Spec.Reference?.TestRmse);
        json.WriteString("diverged", result.Diverged);
        json.WriteEndObject();
    }

    private static void WriteEpoch(Utf8JsonWriter json, EpochMetrics epoch)
    {
        json.WriteStartObject();
        json.WriteNumber("epoch", epoch.Epoch);
        json.WriteNumberOrNull("step", epoch.Step);
        json.WriteNumberOrNull("train_loss", epoch.TrainLoss);
        json.WriteNumberOrNull("train_accuracy", epoch.TrainAccuracy);
        json.WriteNumberOrNull("validation_loss", epoch.ValidationLoss);
        json.WriteNumberOrNull("validation_accuracy", epoch.ValidationAccuracy);
        json.WriteNumberOrNull("test_loss", epoch.TestLoss);
        json.WriteNumberOrNull("test_accuracy", epoch.TestAccuracy);
        json.WriteString("weights_sha256", epoch.WeightsSha256);
        foreach (Metric error in Metric.All.Where(metric => metric.IsError))
        {
            json.WriteNumberOrNull(error.Key, error.Value(epoch));
        }

        json.WriteEndObject();
    }
}
