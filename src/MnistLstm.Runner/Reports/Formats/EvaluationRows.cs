using System.Globalization;
using System.Text;
using System.Text.Json;
using MnistLstm.Runner.Predictions;
using MnistLstm.Runner.Reports.Writing;

namespace MnistLstm.Runner.Reports.Formats;

/// <summary>An evaluation for other programs.</summary>
internal static class EvaluationRows
{
    /// <summary>The whole as JSON; ratios are fractions, null where a class was never predicted or is not there.</summary>
    /// <param name="name">The run.</param>
    /// <param name="part">The part of the data.</param>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="worst">How many of the samples that are wrong are listed.</param>
    public static string Json(string name, string part, Evaluation evaluation, int worst) => JsonText.Document(json =>
    {
        json.WriteNumber("schema", RunJson.Schema);
        json.WriteString("name", name);
        json.WriteString("on", part);
        json.WriteNumber("samples", evaluation.Samples.Count);
        json.WriteNumber("loss", evaluation.Loss);
        json.WriteNumber("accuracy", evaluation.Accuracy);
        json.WriteNumberOrNull("macro_precision", evaluation.MacroPrecision);
        json.WriteNumberOrNull("macro_recall", evaluation.MacroRecall);
        json.WriteNumberOrNull("macro_f1", evaluation.MacroF1);
        json.WriteStartArray("classes");
        foreach (ClassFigures figures in evaluation.Classes)
        {
            json.WriteStartObject();
            json.WriteNumber("class", figures.Class);
            json.WriteNumber("samples", figures.Samples);
            json.WriteNumberOrNull("precision", figures.Precision);
            json.WriteNumberOrNull("recall", figures.Recall);
            json.WriteNumberOrNull("f1", figures.F1);
            json.WriteStartArray("taken_for");
            foreach (ClassFigures predicted in evaluation.Classes)
            {
                json.WriteNumberValue(evaluation.Count(figures.Class, predicted.Class));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("most_wrong");
        foreach (ScoredSample sample in evaluation.Worst(worst))
        {
            WriteSample(json, sample);
        }

        json.WriteEndArray();
    });

    /// <summary>A record a class: its figures and how often it was taken for each.</summary>
    public static string Csv(string name, string part, Evaluation evaluation)
    {
        StringBuilder text = new();
        text.Append(CsvText.Record(
            ["name", "on", "class", "samples", "precision", "recall", "f1", .. evaluation.Classes.Select(c => $"taken_for_{Text(c.Class)}")]));
        foreach (ClassFigures figures in evaluation.Classes)
        {
            text.Append(CsvText.Record(
            [
                name, part, Text(figures.Class), Text(figures.Samples), Text(figures.Precision), Text(figures.Recall), Text(figures.F1),
                .. evaluation.Classes.Select(predicted => Text(evaluation.Count(figures.Class, predicted.Class))),
            ]));
        }

        return text.ToString();
    }

    private static void WriteSample(Utf8JsonWriter json, ScoredSample sample)
    {
        json.WriteStartObject();
        json.WriteNumber("index", sample.Index);
        json.WriteNumber("label", sample.Label);
        json.WriteNumber("predicted", sample.Prediction.Label);
        json.WriteNumberOrNull("loss", sample.Prediction.Loss);
        json.WriteStartArray("probabilities");
        foreach (double probability in sample.Probabilities)
        {
            json.WriteNumberValue(probability);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "";
}
