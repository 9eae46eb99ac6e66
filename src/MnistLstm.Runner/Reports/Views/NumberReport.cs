using MnistLstm.Training.Loop;
using System.Globalization;
using MnistLstm.Runner.Predictions;
using MnistLstm.Runner.Reports.Charts;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Reports.Views;

/// <summary>What <c>evaluate</c> prints for people of a model that predicts numbers: the errors, those of each target, the samples that are most
/// wrong.</summary>
internal static class NumberReport
{
    private const int MostShown = 6;

    /// <summary>Prints it.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="sequences">The samples.</param>
    /// <param name="part">The part of the data.</param>
    /// <param name="worst">How many of the samples that are most wrong are drawn.</param>
    public static void Print(Terminal terminal, NumberEvaluation evaluation, SequenceSet sequences, string part, int worst)
    {
        terminal.DataWrapped(Sentence(evaluation, part));
        if (evaluation.Targets.Count > 1)
        {
            terminal.Data();
            Targets(evaluation).Print(terminal);
        }

        IReadOnlyList<PredictedSample> wrong = evaluation.Worst(worst);
        if (wrong.Count > 0)
        {
            terminal.Data();
            terminal.DataWrapped(new TextPiece("most wrong", Tone.Dim));
            SampleArt.Print(terminal, [.. wrong.Select(sample => (Caption(sample), SampleArt.Lines(terminal, sequences, sample.Index)))]);
        }
    }

    /// <summary>The same in Markdown: the errors, those of each target, the samples that are most wrong.</summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="part">The part of the data.</param>
    /// <param name="worst">How many of the samples that are most wrong are listed.</param>
    public static string Markdown(NumberEvaluation evaluation, string part, int worst)
    {
        IReadOnlyList<PredictedSample> wrong = evaluation.Worst(worst);
        return string.Join("\n",
            [Sentence(evaluation, part) + "\n", Targets(evaluation).ToMarkdown(), .. wrong.Count == 0 ? [] : new[] { Samples(wrong).ToMarkdown() }]);
    }

    private static string Sentence(NumberEvaluation evaluation, string part) =>
        $"{part} loss {Figures.Loss(evaluation.Loss)}   MAE {Figures.Loss(evaluation.Errors.Mae)}   "
            + $"RMSE {Figures.Loss(evaluation.Errors.Rmse)}   R² {R2(evaluation.Errors)}   {Figures.Count(evaluation.Samples.Count)} samples";

    /// <summary>A row a target with its errors.</summary>
    public static TextTable Targets(NumberEvaluation evaluation) => new(
        [new TableColumn("target"), new TableColumn("MAE", Right: true), new TableColumn("RMSE", Right: true), new TableColumn("R²", Right: true)],
        [
            .. evaluation.Targets.Select((errors, target) => Row(target.ToString(CultureInfo.InvariantCulture), errors)),
            .. evaluation.Targets.Count > 1 ? [Row("all", evaluation.Errors)] : Array.Empty<TableCell[]>(),
        ]);

    /// <summary>The samples with the greatest loss, a row each.</summary>
    public static TextTable Samples(IReadOnlyList<PredictedSample> samples) => new(
        [new TableColumn("sample"), new TableColumn("target", Right: true), new TableColumn("predicted", Right: true), new TableColumn("loss", Right: true)],
        [.. samples.Select(sample => (TableCell[])[$"#{sample.Index.ToString(CultureInfo.InvariantCulture)}", Numbers(sample.Targets),
            Numbers(sample.Predicted), Figures.Loss(sample.Loss)])]);

    /// <summary>Numbers in a row, the first of many.</summary>
    public static string Numbers(IReadOnlyList<float> numbers) =>
        string.Join(" ", numbers.Take(MostShown).Select(number => number.ToString("G5", CultureInfo.InvariantCulture)))
            + (numbers.Count > MostShown ? " …" : "");

    /// <summary>R², or a dash where a target never changes.</summary>
    public static string R2(ErrorFigures errors) => errors.R2?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "-";

    private static TableCell[] Row(string name, ErrorFigures errors) => [name, Figures.Loss(errors.Mae), Figures.Loss(errors.Rmse), R2(errors)];

    private static string Caption(PredictedSample sample) =>
        $"#{sample.Index.ToString(CultureInfo.InvariantCulture)} is {Numbers(sample.Targets)}, predicted {Numbers(sample.Predicted)}";
}
