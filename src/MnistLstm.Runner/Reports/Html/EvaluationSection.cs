using System.Globalization;
using MnistLstm.Runner.Predictions;
using MnistLstm.Runner.Reports.Views;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Storage;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Reports.Html;

/// <summary>What a stored model gets right and wrong: confusion matrix, figures of the classes, the samples it gets most wrong as pictures.</summary>
internal static class EvaluationSection
{
    private const int MostSamples = 12;

    // So many columns of counts fit a telephone.
    private const int MostNarrow = 10;

    /// <summary>Writes it, or why it is not there.</summary>
    public static void Write(HtmlWriter html, ReportEvaluation part)
    {
        html.Element("h3", "What it gets wrong").Line();
        if (part.Numbers is { } numbers)
        {
            WriteNumbers(html, part.Spec.Name, numbers);
            return;
        }

        if (part.Evaluation is not { } evaluation || part.Images is not { } images)
        {
            html.Open("p", ("class", "muted")).Text($"No confusion matrix and no samples. {MachinePaths.Hide(part.Missing ?? "")} ");
            if (part.Remedy is { } remedy)
            {
                html.Element("code", remedy);
            }

            html.CloseLine();
            return;
        }

        string macro = evaluation.MacroF1 is { } f1 ? $", macro F1 {f1.ToString("0.0000", CultureInfo.InvariantCulture)}" : "";
        int wrong = evaluation.Samples.Count(sample => sample.Label != sample.Prediction.Label);
        html.Element("p", $"{part.Spec.Name}, on {Figures.Count(evaluation.Samples.Count)} test samples: {Figures.Count(wrong)} wrong{macro}.").Line();
        html.Open("div", ("class", "pair")).Line().Open("div").Line();
        Confusion(html, part.Spec.Name, evaluation);
        html.CloseLine().Open("div").Line();
        TableWriter.Write(html, EvaluationReport.Classes(evaluation, part.Spec.Data.Classes),
            "Precision: the share of the samples predicted as a class that belong to it. Recall: the share of its samples that were predicted as it.",
            $"classes of {part.Spec.Name}");
        html.CloseLine().CloseLine();
        Samples(html, part.Spec.Name, evaluation, images);
    }

    private static void WriteNumbers(HtmlWriter html, string name, NumberEvaluation evaluation)
    {
        html.Element("p", $"{name}, on {Figures.Count(evaluation.Samples.Count)} test samples: MAE {Figures.Loss(evaluation.Errors.Mae)}, RMSE "
            + $"{Figures.Loss(evaluation.Errors.Rmse)}, R² {NumberReport.R2(evaluation.Errors)}.").Line();
        if (evaluation.Targets.Count > 1)
        {
            TableWriter.Write(html, NumberReport.Targets(evaluation), "The errors of each target", $"targets of {name}");
        }

        TableWriter.Write(html, NumberReport.Samples(evaluation.Worst(MostSamples)), "The samples with the greatest loss", $"worst samples of {name}");
    }

    private static void Confusion(HtmlWriter html, string name, Evaluation evaluation)
    {
        int most = evaluation.Classes.SelectMany(label => evaluation.Classes.Where(other => other != label)
            .Select(other => evaluation.Count(label.Class, other.Class))).DefaultIfEmpty(0).Max();
        html.Open("div", ("class", "scroll"), ("role", "region"), ("tabindex", "0"), ("aria-label", "confusion matrix of " + name)).Line();
        html.Open("table", ("class", evaluation.Classes.Count <= MostNarrow ? "confusion few" : "confusion")).Line();
        html.Element("caption", "Confusion matrix. Rows: the class. Columns: what it was taken for.").Line();
        html.Open("thead").Open("tr").Element("th", "class", ("scope", "col"));
        foreach (ClassFigures predicted in evaluation.Classes)
        {
            html.Element("th", Text(predicted.Class), ("scope", "col"));
        }

        html.Close().CloseLine().Open("tbody").Line();
        foreach (ClassFigures label in evaluation.Classes)
        {
            html.Open("tr").Element("th", Text(label.Class), ("scope", "row"));
            foreach (ClassFigures predicted in evaluation.Classes)
            {
                int count = evaluation.Count(label.Class, predicted.Class);
                html.Element("td", Text(count), ("class", label == predicted ? "hit" : Shade(count, most)));
            }

            html.CloseLine();
        }

        html.CloseLine().CloseLine().CloseLine();
    }

    // Three steps of shade: more cannot be told apart, and the number stands there.
    private static string Shade(int count, int most) => count == 0 ? "none" : count * 3 > most * 2 ? "e3" : count * 3 > most ? "e2" : "e1";

    private static void Samples(HtmlWriter html, string name, Evaluation evaluation, SequenceSet images)
    {
        IReadOnlyList<ScoredSample> worst = evaluation.Worst(MostSamples);
        if (worst.Count == 0)
        {
            return;
        }

        html.Element("h3", "The worst mistakes").Line();
        html.Open("p", ("class", "muted"))
            .Text("The wrong samples with the largest loss, with the probabilities of the predicted class and of the true one. ")
            .Element("code", $"dotnet run -- predict {ShellText.Quote(name)} --index {Text(worst[0].Index)}").Text(" shows all scores of the first.")
                .CloseLine();
        html.Open("ul", ("class", "samples")).Line();
        foreach (ScoredSample sample in worst)
        {
            int taken = sample.Prediction.Label;
            string alt = $"Test sample {Text(sample.Index)}: a {Text(sample.Label)}, taken for a {Text(taken)}";
            html.Open("li").Open("figure")
                .Void("img", ("src", GreyPng.Address(images, sample.Index)), ("alt", alt), ("width", Text(images.Features * 3)),
                    ("height", Text(images.Steps * 3)));
            html.Open("figcaption").Open("strong").Text($"{Text(sample.Label)} → {Text(taken)}").Close()
                .Text(string.Create(CultureInfo.InvariantCulture,
                    $"{taken}: {sample.Probabilities[taken]:0.00}, {sample.Label}: {sample.Probabilities[sample.Label]:0.00}"))
                .Void("br").Text($"#{Text(sample.Index)}").Close().Close().CloseLine();
        }

        html.CloseLine();
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
