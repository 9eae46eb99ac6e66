using System.Globalization;
using MnistLstm.Runner.Reports.Charts;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Reports.Views;

/// <summary>What <c>data show</c> prints: the labels' counts or how the targets lie, then samples.</summary>
internal static class SamplesReport
{
    private const int BarWidth = 30;

    /// <summary>Prints a part of a data set.</summary>
    public static void Print(Terminal terminal, DatasetDefinition set, string part, SequenceSet images, int first, int count)
    {
        terminal.DataWrapped(
            string.Create(CultureInfo.InvariantCulture, $"{set.Name}, {part}: {Figures.Count(images.Count)} samples of {set.Steps} × {set.Features}"));
        terminal.Data();
        (images.Targets is null ? Labels(set, images) : Targets(images)).Print(terminal);
        terminal.Data();
        SampleArt.Print(
            terminal,
            [.. Enumerable.Range(first, count)
                .Select(i => (string.Create(CultureInfo.InvariantCulture, $"#{i} {Answer(set, images, i)}"), SampleArt.Lines(terminal, images, i)))]);
    }

    private static string Answer(DatasetDefinition set, SequenceSet images, int index) => images.Targets is { } targets
        ? $"is {NumberReport.Numbers(targets.Of(index).ToArray())}"
        : $"a {set.Classes[images.Labels[index]]}";

    private static TextTable Targets(SequenceSet images) => new(
        [new TableColumn("target"), new TableColumn("least", Right: true), new TableColumn("mean", Right: true), new TableColumn("greatest", Right: true)],
        [.. Enumerable.Range(0, images.Targets!.Width).Select(target =>
        {
            float[] values = images.Targets.Column(target).Values;
            string Text(double number) => number.ToString("G6", CultureInfo.InvariantCulture);
            return (TableCell[])[target.ToString(CultureInfo.InvariantCulture), Text(values.Min()), Text(values.Average(value => (double)value)),
                Text(values.Max())];
        })]);

    private static TextTable Labels(DatasetDefinition set, SequenceSet images)
    {
        (int Label, int Count)[] counts = [.. images.Labels.CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value))];
        int most = counts.Max(pair => pair.Count);
        return new TextTable(
            [new TableColumn("label"), new TableColumn("samples", Right: true), new TableColumn("")],
            [.. counts.Select(pair => (TableCell[])[ClassLabel.Of(set.Classes, pair.Label), Figures.Count(pair.Count),
                new string('█', Math.Max(1, pair.Count * BarWidth / most))])]);
    }
}
