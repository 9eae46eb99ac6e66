using System.Globalization;
using System.Text;
using MnistLstm.Runner.Reports.Formats;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;

namespace MnistLstm.Runner.Reports.Views;

/// <summary>What <c>predict</c> prints.</summary>
internal static class PredictionReport
{
    /// <summary>What stands before what the model saw.</summary>
    public const string Indent = "  ";

    private const int BarWidth = 30;

    /// <summary>For people: each image with its scores as bars.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="images">The images.</param>
    /// <param name="classes">What the classes are called.</param>
    public static void Print(Terminal terminal, IReadOnlyList<PredictedImage> images, IReadOnlyList<string> classes)
    {
        foreach ((int index, PredictedImage image) in images.Index())
        {
            if (index > 0)
            {
                terminal.Data();
            }

            string known = image.Label is not { } label ? "" : label == image.Predicted ? ", which it is" : $"; it is {classes[label]}";
            terminal.DataWrapped($"{image.Source}  ",
                new TextPiece($"{classes[image.Predicted]}{known}", image.Label is { } own && own != image.Predicted ? Tone.Bad : Tone.Good));
            foreach (string line in image.Art)
            {
                terminal.Data((Indent + line).TrimEnd());
            }

            int broadest = classes.Max(name => name.Length);
            int room = Math.Clamp((terminal.OutputWidth ?? 80) - broadest - "    100.00 %  ".Length, 5, BarWidth);
            foreach ((int c, double probability) in image.Probabilities.Index())
            {
                string bar = new('█', (int)Math.Round(probability * room));
                terminal.DataWrapped($"  {classes[c].PadRight(broadest)}  {Figures.Percent(probability),6} %",
                    new TextPiece(bar.Length == 0 ? "" : "  " + bar, c == image.Predicted ? Tone.Good : Tone.Dim));
            }
        }
    }

    /// <summary>A table row an image.</summary>
    public static TextTable Table(IReadOnlyList<PredictedImage> images, IReadOnlyList<string> classes) => new(
        [new TableColumn("image"), new TableColumn("class", Right: true), new TableColumn("predicted", Right: true),
            .. images[0].Probabilities.Index().Select(c => new TableColumn($"{classes[c.Index]} %", Right: true))],
        [.. images.Select(image => (TableCell[])[image.Source, image.Label is { } label ? classes[label] : "-", classes[image.Predicted],
            .. image.Probabilities.Select(p => new TableCell(Figures.Percent(p)))])]);

    /// <summary>A record an image, raw values.</summary>
    public static string Csv(string name, IReadOnlyList<PredictedImage> images)
    {
        StringBuilder text = new();
        text.Append(CsvText.Record(["name", "image", "label", "predicted", .. images[0].Probabilities.Index().Select(c => $"probability_{Text(c.Index)}")]));
        foreach (PredictedImage image in images)
        {
            text.Append(CsvText.Record([name, image.Source, image.Label is { } label ? Text(label) : "", Text(image.Predicted),
                .. image.Probabilities.Select(p => p.ToString("R", CultureInfo.InvariantCulture))]));
        }

        return text.ToString();
    }

    /// <summary>The whole as JSON.</summary>
    public static string Json(string name, IReadOnlyList<PredictedImage> images) => JsonText.Document(json =>
    {
        json.WriteNumber("schema", RunJson.Schema);
        json.WriteString("name", name);
        json.WriteStartArray("predictions");
        foreach (PredictedImage image in images)
        {
            json.WriteStartObject();
            json.WriteString("image", image.Source);
            json.WriteNumberOrNull("label", image.Label);
            json.WriteNumber("predicted", image.Predicted);
            json.WriteStartArray("probabilities");
            foreach (double probability in image.Probabilities)
            {
                json.WriteNumberValue(probability);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
