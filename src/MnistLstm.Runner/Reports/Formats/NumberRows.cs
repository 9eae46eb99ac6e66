using MnistLstm.Training.Loop;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MnistLstm.Runner.Predictions;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Training;

namespace MnistLstm.Runner.Reports.Formats;

/// <summary>The evaluation of a model that predicts numbers, for other programs.</summary>
internal static class NumberRows
{
    /// <summary>The whole as JSON.</summary>
    /// <param name="name">The run.</param>
    /// <param name="part">The part of the data.</param>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="worst">How many of the samples that are most wrong are listed.</param>
    public static string Json(string name, string part, NumberEvaluation evaluation, int worst) => JsonText.Document(json =>
    {
        json.WriteNumber("schema", RunJson.Schema);
        json.WriteString("name", name);
        json.WriteString("on", part);
        json.WriteNumber("samples", evaluation.Samples.Count);
        json.WriteNumber("loss", evaluation.Loss);
        json.WriteNull("accuracy");
        WriteErrors(json, evaluation.Errors);
        json.WriteStartArray("targets");
        foreach ((int target, ErrorFigures errors) in evaluation.Targets.Index())
        {
            json.WriteStartObject();
            json.WriteNumber("target", target);
            WriteErrors(json, errors);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("most_wrong");
        foreach (PredictedSample sample in evaluation.Worst(worst))
        {
            json.WriteStartObject();
            json.WriteNumber("index", sample.Index);
            WriteNumbers(json, "targets", sample.Targets);
            WriteNumbers(json, "predicted", sample.Predicted);
            json.WriteNumber("loss", sample.Loss);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>A record a target.</summary>
    public static string Csv(string name, string part, NumberEvaluation evaluation)
    {
        StringBuilder text = new();
        text.Append(CsvText.Record(["name", "on", "target", "samples", "mae", "rmse", "r2"]));
        foreach ((int target, ErrorFigures errors) in evaluation.Targets.Index())
        {
            text.Append(CsvText.Record([name, part, Text(target), Text(evaluation.Samples.Count), Text(errors.Mae), Text(errors.Rmse), Text(errors.R2)]));
        }

        return text.ToString();
    }

    /// <summary>Numbers under a key.</summary>
    public static void WriteNumbers(Utf8JsonWriter json, string key, IReadOnlyList<float> numbers)
    {
        json.WriteStartArray(key);
        foreach (float number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private static void WriteErrors(Utf8JsonWriter json, ErrorFigures errors)
    {
        json.WriteNumber("mae", errors.Mae);
        json.WriteNumber("rmse", errors.Rmse);
        json.WriteNumberOrNull("r2", errors.R2);
    }

    private static string Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "";
}
