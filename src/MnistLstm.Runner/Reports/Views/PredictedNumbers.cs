using System.Globalization;
using System.Text;
using MnistLstm.Runner.Reports.Formats;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;

namespace MnistLstm.Runner.Reports.Views;

/// <summary>A sample with the numbers that a model predicts of it.</summary>
/// <param name="Source">The sample's place: <c>test #12</c>.</param>
/// <param name="Targets">What they ought to be.</param>
/// <param name="Art">What the model saw, drawn.</param>
/// <param name="Predicted">What they are.</param>
internal sealed record PredictedNumbers(string Source, IReadOnlyList<float> Targets, IReadOnlyList<string> Art, IReadOnlyList<float> Predicted)
{
    /// <summary>For people: each sample with its numbers.</summary>
    public static void Print(Terminal terminal, IReadOnlyList<PredictedNumbers> samples)
    {
        foreach ((int index, PredictedNumbers sample) in samples.Index())
        {
            if (index > 0)
            {
                terminal.Data();
            }

            terminal.DataWrapped($"{sample.Source}  ",
                new TextPiece($"{NumberReport.Numbers(sample.Predicted)}; it is {NumberReport.Numbers(sample.Targets)}", Tone.Good));
            foreach (string line in sample.Art)
            {
                terminal.Data((PredictionReport.Indent + line).TrimEnd());
            }
        }
    }

    /// <summary>A table row a target of each sample.</summary>
    public static TextTable Table(IReadOnlyList<PredictedNumbers> samples) => new(
        [new TableColumn("sample"), new TableColumn("target", Right: true), new TableColumn("is", Right: true), new TableColumn("predicted", Right: true)],
        [.. Each(samples).Select(row => (TableCell[])[row.Sample.Source, Text(row.Target), Text(row.Sample.Targets[row.Target]),
            Text(row.Sample.Predicted[row.Target])])]);

    /// <summary>A record a target of each sample, raw values.</summary>
    public static string Csv(string name, IReadOnlyList<PredictedNumbers> samples)
    {
        StringBuilder text = new();
        text.Append(CsvText.Record(["name", "sample", "target", "is", "predicted"]));
        foreach ((PredictedNumbers sample, int target) in Each(samples))
        {
            text.Append(CsvText.Record([name, sample.Source, Text(target), Text(sample.Targets[target]), Text(sample.Predicted[target])]));
        }

        return text.ToString();
    }

    /// <summary>The whole as JSON.</summary>
    public static string Json(string name, IReadOnlyList<PredictedNumbers> samples) => JsonText.Document(json =>
    {
        json.WriteNumber("schema", RunJson.Schema);
        json.WriteString("name", name);
        json.WriteStartArray("predictions");
        foreach (PredictedNumbers sample in samples)
        {
            json.WriteStartObject();
            json.WriteString("sample", sample.Source);
            NumberRows.WriteNumbers(json, "targets", sample.Targets);
            NumberRows.WriteNumbers(json, "predicted", sample.Predicted);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static IEnumerable<(PredictedNumbers Sample, int Target)> Each(IReadOnlyList<PredictedNumbers> samples) =>
        samples.SelectMany(sample => Enumerable.Range(0, sample.Predicted.Count).Select(target => (sample, target)));

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
