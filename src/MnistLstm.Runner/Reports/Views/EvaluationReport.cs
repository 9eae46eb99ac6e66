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
        terminal.DataWrapped(string.Create(
            CultureInfo.InvariantCulture,
            $"{part} {Figures.Percent(evaluation.Accuracy)} %   loss {Figures.Loss(evaluation.Loss)}   macro "
                + $"F1 {Ratio(evaluation.MacroF1)}   {Figures.Count(evaluation.Samples.Count)} samples"));
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
        $"#{sample.Index} a {classes[sample.Label]} taken for {classes[sample.Prediction.Label]} ({sample.Probabilities[sample.Prediction.Label]:0.00}, its "
            + $"own {sample.Probabilities[sample.Label]:0.00})");

    private static string Ratio(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "-";

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
