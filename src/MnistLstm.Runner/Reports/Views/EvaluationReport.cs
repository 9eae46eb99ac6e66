using System.Globalization;
using MnistLstm.Runner.Predictions;
using MnistLstm.Runner.Reports.Charts;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Reports.Views;

/// <summary>What <c>evaluate</c> prints for people: the figures, the classes, the confusion matrix, the samples that are most wrong.</summary>
internal static class EvaluationReport
{
    /// <summary>Prints it.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="images">The samples.</param>
    /// <param name="classes">What the classes are called.</param>
    /// <param name="part">The part of the data.</param>
    /// <param name="worst">How many of the samples that are wrong are drawn.</param>
    public static void Print(Terminal terminal, Evaluation evaluation, SequenceSet images, IReadOnlyList<string> classes, string part, int worst)
    {
        terminal.DataWrapped(Sentence(evaluation, part));
        terminal.Data();
        Classes(evaluation, classes).Print(terminal);
        terminal.Data();
        terminal.DataWrapped(new TextPiece("rows: the class; columns: what it was taken for", Tone.Dim));
        Confusion(evaluation, classes).Print(terminal);
        IReadOnlyList<ScoredSample> wrong = evaluation.Worst(worst);
        if (wrong.Count > 0)
        {
            terminal.Data();
            terminal.DataWrapped(new TextPiece("most wrong", Tone.Dim));
            SampleArt.Print(terminal, [.. wrong.Select(sample => (Caption(sample, classes), SampleArt.Lines(terminal, images, sample.Index)))]);
        }
    }

    /// <summary>The same in Markdown: the figures, the classes, the confusion matrix, the samples that are most wrong.</summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="classes">What the classes are called.</param>
    /// <param name="part">The part of the data.</param>
    /// <param name="worst">How many of the samples that are wrong are listed.</param>
    public static string Markdown(Evaluation evaluation, IReadOnlyList<string> classes, string part, int worst)
    {
        IReadOnlyList<ScoredSample> wrong = evaluation.Worst(worst);
        return string.Join("\n",
        [
            Sentence(evaluation, part) + "\n",
            Classes(evaluation, classes).ToMarkdown(),
            "Rows: the class. Columns: what it was taken for.\n",
            Confusion(evaluation, classes).ToMarkdown(),
            .. wrong.Count == 0 ? [] : new[] { Mistakes(wrong, classes).ToMarkdown() },
        ]);
    }

    /// <summary>A row a sample: what it is, what it was taken for, and both scores.</summary>
    private static TextTable Mistakes(IReadOnlyList<ScoredSample> samples, IReadOnlyList<string> classes) => new(
        [new TableColumn("most wrong"), new TableColumn("class"), new TableColumn("taken for"), new TableColumn("score", Right: true),
            new TableColumn("its own", Right: true)],
        [
            .. samples.Select(sample => (TableCell[])
            [
                $"#{Text(sample.Index)}", classes[sample.Label], classes[sample.Prediction.Label], Score(sample, sample.Prediction.Label),
                Score(sample, sample.Label),
            ]),
        ]);

    private static string Score(ScoredSample sample, int label) => sample.Probabilities[label].ToString("0.00", CultureInfo.InvariantCulture);

    private static string Sentence(Evaluation evaluation, string part) =>
        $"{part} {Figures.Percent(evaluation.Accuracy)} %   loss {Figures.Loss(evaluation.Loss)}   macro F1 {Ratio(evaluation.MacroF1)}   "
            + $"{Figures.Count(evaluation.Samples.Count)} samples";

    /// <summary>A row a class with its figures, and one with their means.</summary>
    public static TextTable Classes(Evaluation evaluation, IReadOnlyList<string> classes) => new(
        [new TableColumn("class"), new TableColumn("samples", Right: true), new TableColumn("precision", Right: true), new TableColumn("recall", Right: true),
            new TableColumn("F1", Right: true)],
        [
            .. evaluation.Classes.Select(
                c => (TableCell[])[ClassLabel.Of(classes, c.Class), Figures.Count(c.Samples), Ratio(c.Precision), Ratio(c.Recall), Ratio(c.F1)]),
            ["macro", Figures.Count(evaluation.Samples.Count), Ratio(evaluation.MacroPrecision), Ratio(evaluation.MacroRecall), Ratio(evaluation.MacroF1)],
        ]);

    private static TextTable Confusion(Evaluation evaluation, IReadOnlyList<string> classes) => new(
        [new TableColumn(""), .. evaluation.Classes.Select(c => new TableColumn(Text(c.Class), Right: true))],
        [
            .. evaluation.Classes.Select(label => (TableCell[])
            [
                ClassLabel.Of(classes, label.Class),
                .. evaluation.Classes.Select(predicted => Cell(evaluation.Count(label.Class, predicted.Class), label.Class == predicted.Class)),
            ]),
        ]);

    // A dot for none: what is there stands out.
    private static TableCell Cell(int count, bool right) => new(count == 0 ? "·" : Text(count), count == 0 ? Tone.Dim : right ? Tone.Good : Tone.Notice);

    private static string Caption(ScoredSample sample, IReadOnlyList<string> classes) => string.Create(
        CultureInfo.InvariantCulture,
        $"#{sample.Index} a {classes[sample.Label]} taken for {classes[sample.Prediction.Label]} ({Score(sample, sample.Prediction.Label)}, its "
            + $"own {Score(sample, sample.Label)})");

    private static string Ratio(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "-";

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
